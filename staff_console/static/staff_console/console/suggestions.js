import { element } from "../../livechat/ui/dom.js";

/**
 * A list of choices under a text box, after the combobox pattern of the ARIA authoring practices. Whoever owns the box
 * decides when it opens and with what.
 *
 *   <input role="combobox" aria-expanded="false" aria-controls="list"> <ul role="listbox" id="list" hidden></ul>
 *
 *   const list = new Suggestions(box, ul, { onPick(item), draw: (item) => [nodes], empty: "Nothing fits." });
 *   list.open(items, { first: true }); list.close(); list.isOpen
 *   if (list.takes(event)) return;     // a key press that was for the list
 */
export class Suggestions {
  #active = -1;
  #items = [];

  constructor(box, list, { onPick, draw, empty = "" }) {
    Object.assign(this, { box, list, onPick, draw, empty });
    // Before the box loses the focus, which would close the list under the pointer.
    for (const kind of ["pointerdown", "mousedown"]) list.addEventListener(kind, (event) => event.preventDefault());
    list.addEventListener("click", ({ target }) => this.#clicked(target));
  }

  get isOpen() {
    return !this.list.hidden;
  }

  open(items, { first = true } = {}) {
    this.#items = items;
    const options = items.map((item, index) => this.#option(item, index));
    const nothing = element("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, this.empty);
    this.list.replaceChildren(...(options.length ? options : [nothing]));
    this.list.hidden = false;
    this.#expand(true);
    this.#activate(first && options.length ? 0 : -1);
  }

  close() {
    this.list.hidden = true;
    this.#expand(false);
    this.#activate(-1);
  }

  /** Arrows, Enter, Tab and Escape while it is open. */
  takes(event) {
    if (!this.isOpen || event.isComposing) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.#move(step);
    else if (["Enter", "Tab"].includes(event.key) && this.#items[this.#active]) this.#pick(this.#active);
    else if (event.key === "Escape") this.close();
    else return false;
    event.preventDefault();
    event.stopImmediatePropagation();
    return true;
  }

  /** A text box of several lines has no such state. */
  #expand(isOpen) {
    if (this.box.getAttribute("role") === "combobox") this.box.setAttribute("aria-expanded", String(isOpen));
  }

  #option(item, index) {
    const about = { role: "option", id: `${this.list.id}-${index}`, "aria-selected": "false", "data-index": index };
    return element("li", about, ...this.draw(item));
  }

  #activate(index) {
    this.#active = index;
    const options = [...this.list.querySelectorAll("[data-index]")];
    options.forEach((option, each) => option.setAttribute("aria-selected", String(each === index)));
    if (options[index]) this.box.setAttribute("aria-activedescendant", options[index].id);
    else this.box.removeAttribute("aria-activedescendant");
    options[index]?.scrollIntoView({ block: "nearest" });
  }

  #move(step) {
    const count = this.#items.length;
    if (count) this.#activate(this.#active < 0 && step < 0 ? count - 1 : (this.#active + step + count) % count);
  }

  #clicked(target) {
    const option = target.closest("[data-index]");
    if (option) this.#pick(Number(option.dataset.index));
  }

  #pick(index) {
    const item = this.#items[index];
    this.close();
    this.onPick(item);
  }
}
