import { element } from "../../livechat/ui/dom.js";

/**
 * A box that finds canned replies while one types, after the combobox pattern of the ARIA authoring practices.
 *
 *   <div>
 *     <input type="text" role="combobox" aria-label="Canned replies" aria-expanded="false" aria-controls="list" …>
 *     <ul role="listbox" id="list" aria-label="Canned replies" hidden></ul>
 *   </div>
 *
 *   const canned = new CannedReplies(div, { replies, text, onPick(reply) });
 *   canned.department = "support";   // offer those of this department, and those of none
 */
export class CannedReplies {
  department = null;
  #active = -1;

  constructor(place, { replies, text, onPick }) {
    Object.assign(this, { replies, text, onPick });
    this.box = place.querySelector("[role=combobox]");
    this.list = place.querySelector("[role=listbox]");
    this.box.addEventListener("input", () => this.#open());
    this.box.addEventListener("click", () => this.#open());
    this.box.addEventListener("keydown", (event) => this.#pressed(event));
    this.box.addEventListener("blur", () => this.#close());
    // Before the box loses the focus, which would close the list under the pointer.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.#clicked(event));
  }

  get #isOpen() {
    return !this.list.hidden;
  }

  get #options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  #matching() {
    const words = this.box.value.trim().toLowerCase().replace(/^\//, "");
    const fits = (reply) => `${reply.title}\n${reply.shortcut}\n${reply.body}`.toLowerCase().includes(words);
    const isHere = ({ department }) => !department || department === this.department;
    return this.replies.filter((reply) => isHere(reply) && fits(reply));
  }

  #open() {
    this.found = this.#matching();
    const options = this.found.map((reply, index) => this.#option(reply, index));
    const nothing = element("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, this.text("no_canned"));
    this.list.replaceChildren(...(options.length ? options : [nothing]));
    this.list.hidden = false;
    this.box.setAttribute("aria-expanded", "true");
    this.#activate(this.box.value && options.length ? 0 : -1);
  }

  #option({ title, body }, index) {
    return element(
      "li",
      { role: "option", id: `${this.list.id}-${index}`, "aria-selected": "false", "data-index": index },
      element("span", { class: "livechat-canned__title", dir: "auto" }, title),
      " ",
      element("span", { class: "livechat-canned__body", dir: "auto" }, body),
    );
  }

  #close() {
    this.list.hidden = true;
    this.box.setAttribute("aria-expanded", "false");
    this.#activate(-1);
  }

  #activate(index) {
    this.#active = index;
    this.#options.forEach((option, each) => option.setAttribute("aria-selected", String(each === index)));
    const option = index >= 0 ? this.#options[index] : null;
    if (option) this.box.setAttribute("aria-activedescendant", option.id);
    else this.box.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  #pressed(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#move(step);
    else if (event.key === "Enter" && this.#isOpen && this.found[this.#active]) this.#pick(this.#active);
    else if (event.key === "Escape" && this.#isOpen) this.#close();
    else if (event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
  }

  #move(step) {
    if (!this.#isOpen) this.#open();
    const count = this.found.length;
    if (count) this.#activate(this.#active < 0 && step < 0 ? count - 1 : (this.#active + step + count) % count);
  }

  #clicked({ target }) {
    const option = target.closest("[data-index]");
    if (option) this.#pick(Number(option.dataset.index));
  }

  #pick(index) {
    const reply = this.found[index];
    this.box.value = "";
    this.#close();
    this.onPick(reply);
  }
}
