import { setText } from "../../livechat/ui/dom.js";
import { ChoiceDialog } from "./choice-dialog.js";

const AT_ONCE = 100;

/**
 * One action on all conversations that are chosen, and what came of it in words.
 *
 *   <div role="group" hidden> <input type="checkbox" data-bulk="all"> <span data-bulk="count"></span>
 *     <button data-bulk="close">Close</button> <button data-bulk="assign">…</button> <button data-bulk="tag">…</button>
 *     <button data-bulk="prioritize">…</button> <button data-bulk="end">Cancel</button> </div>
 *
 *   const bar = new BulkBar(div, { api, selection, text, colleagues: () => promise, shown: () => ids, say(words) });
 *   bar.render();
 */
export class BulkBar {
  constructor(root, { api, selection, text, colleagues, shown, say, toggle }) {
    Object.assign(this, { root, api, selection, text, colleagues, shown, say, toggle });
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
    for (const name of ["close", "assign", "tag", "prioritize"]) this.parts[name].disabled = !ids.length;
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

  /** So many at a time; what was refused is said, and stays chosen. */
  async #act(values) {
    const { ids } = this.selection;
    const done = [];
    const refused = {};
    for (let start = 0; start < ids.length; start += AT_ONCE) {
      const answer = await this.#ask({ ...values, conversations: ids.slice(start, start + AT_ONCE) });
      done.push(...answer.done);
      for (const [code, number] of Object.entries(answer.refused)) refused[code] = (refused[code] ?? 0) + number;
    }
    done.forEach((id) => this.selection.toggle(id, false));
    this.say(this.#result(values.action, done.length, refused));
    if (!Object.keys(refused).length) this.#end();
  }

  #ask(values) {
    return this.api.bulk(values).catch(({ code, message }) => {
      throw new Error(this.text(`refused_${code}`) || message);
    });
  }

  #result(action, number, refused) {
    const sentences = [this.text(`bulk_${action}`, { n: number })];
    for (const [code, n] of Object.entries(refused)) sentences.push(this.text("bulk_refused", { n, why: this.#why(code) }));
    return sentences.join(" ");
  }

  #why(code) {
    return this.text(code === "bad_value" ? "bulk_odd" : `refused_${code}`) || this.text("refused");
  }
}
