import { setText } from "../../livechat/ui/dom.js";
import { carryOut, inWords } from "./bulk-work.js";
import { ChoiceDialog } from "./choice-dialog.js";

const MOST = 1000;

/**
 * One action on all conversations that are chosen, and what came of it in words; a close can be taken back.
 *
 *   <div role="group" hidden> <input type="checkbox" data-bulk="all"> <span data-bulk="count"></span>
 *     <button data-bulk="close">Close</button> <button data-bulk="assign">…</button> <button data-bulk="tag">…</button>
 *     <button data-bulk="prioritize">…</button> <button data-bulk="end">Cancel</button> </div>
 *
 *   const bar = new BulkBar(div, { api, selection, text, colleagues: () => promise, shown: () => ids, say(words), undo(words, act), toggle });
 *   bar.render();
 */
export class BulkBar {
  #isBusy = false;

  constructor(root, { api, selection, text, colleagues, shown, say, undo, toggle }) {
    Object.assign(this, { root, api, selection, text, colleagues, shown, say, undo, toggle });
    this.parts = Object.fromEntries([...root.querySelectorAll("[data-bulk]")].map((node) => [node.dataset.bulk, node]));
    const names = ["assign", "tag", "prioritize"];
    this.dialogs = Object.fromEntries(names.map((name) => [name, new ChoiceDialog(`livechat-bulk-${name}`)]));
    this.parts.all.addEventListener("change", ({ target }) => selection.all(target.checked ? shown() : []));
    this.parts.close.addEventListener("click", () => this.#act({ action: "close" }).catch(({ message }) => say(message)));
    this.parts.assign.addEventListener("click", () => this.#assign());
    this.parts.tag.addEventListener("click", () => this.#tag());
    this.parts.prioritize.addEventListener("click", () => this.#prioritize());
    this.parts.end.addEventListener("click", () => this.#end());
    toggle.addEventListener("click", () => (selection.isOn ? this.#end() : selection.begin()));
    root.addEventListener("keydown", ({ key }) => key === "Escape" && this.#end());
  }

  render() {
    const { isOn, ids } = this.selection;
    this.root.hidden = !isOn;
    this.toggle.setAttribute("aria-pressed", String(isOn));
    setText(this.parts.count, this.text("selected", { n: ids.length }));
    for (const name of ["close", "assign", "tag", "prioritize"]) this.parts[name].disabled = !ids.length || this.#isBusy;
    this.parts.all.checked = Boolean(ids.length) && ids.length === this.shown().length;
    this.parts.all.indeterminate = Boolean(ids.length) && !this.parts.all.checked;
  }

  #end() {
    this.selection.end();
    this.toggle.focus();
  }

  async #assign() {
    const staff = await this.colleagues().catch(({ message }) => this.say(message));
    if (!staff) return;
    this.dialogs.assign.ask({
      choices: staff.map(({ id, name, availability }) => ({
        value: id,
        name,
        label: this.text("person", { name, state: this.text(`availability_${availability}`) }),
      })),
      empty: this.text("no_colleagues"),
      confirm: ({ choice }) => this.#act({ action: "assign", to: choice }),
    });
  }

  #tag() {
    const tags = (words) => words.split(",").map((tag) => tag.trim()).filter(Boolean);
    this.dialogs.tag.ask({ confirm: ({ choice }) => this.#act({ action: "tag", tags: tags(choice) }) });
  }

  #prioritize() {
    const choices = [2, 1, 0].map((value) => ({ value: String(value), label: this.text(`priority_${value}`) }));
    this.dialogs.prioritize.ask({ choices, empty: "", confirm: ({ choice }) => this.#act({ action: "prioritize", priority: Number(choice) }) });
  }

  /** What was refused is said, and stays chosen. */
  async #act(values) {
    const { ids } = this.selection;
    if (ids.length > MOST) throw new Error(this.text("bulk_too_many", { n: MOST }));
    const { done, refused } = await this.#carryOut(ids, values);
    done.forEach((id) => this.selection.toggle(id, false));
    const words = inWords(this.text, values.action, done.length, refused);
    this.say(words);
    if (values.action === "close" && done.length) this.undo(words, () => this.#reopen(done));
    if (!Object.keys(refused).length) this.#end();
  }

  async #reopen(ids) {
    const refuse = ({ message }) => this.say(message);
    const result = await this.#carryOut(ids, { action: "reopen" }).catch(refuse);
    if (result) this.say(inWords(this.text, "reopen", result.done.length, result.refused));
  }

  async #carryOut(ids, values) {
    this.#setBusy(true);
    try {
      return await carryOut(ids, (conversations) => this.api.bulk({ ...values, conversations }));
    } catch ({ code, message }) {
      throw new Error(this.text(`refused_${code}`) || message);
    } finally {
      this.#setBusy(false);
    }
  }

  #setBusy(isBusy) {
    this.#isBusy = isBusy;
    this.root.setAttribute("aria-busy", String(isBusy));
    this.render();
  }
}
