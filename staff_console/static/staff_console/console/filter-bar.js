import { element, setText } from "../../livechat/ui/dom.js";
import { filtersIn } from "./filters.js";
import { icon } from "./icons.js";

/**
 * What the list is narrowed to, each as a pill that can be taken away; a form to choose it; and filters kept under a name.
 *
 *   <div>
 *     <button data-filters="toggle" aria-expanded="false" aria-controls="…">Filter</button> <ul data-filters="pills"></ul>
 *     <form data-filters="form" hidden> <select name="department"></select> … <ul data-filters="saved"></ul>
 *       <input name="name"> <button>Save filter</button> <p data-filters="problem"></p> </form>
 *   </div>
 *
 *   const bar = new FilterBar(div, { api, place, text, departments, saved, colleagues: () => promise, onGo(href) });
 *   bar.render(inbox);
 */
export class FilterBar {
  #shown = "";
  #people = null;

  constructor(root, { api, place, text, locale, departments, saved, colleagues, onGo }) {
    Object.assign(this, { api, place, text, departments, saved, colleagues, onGo });
    for (const part of ["toggle", "pills", "form", "saved", "problem"]) this[`${part}Node`] = root.querySelector(`[data-filters=${part}]`);
    this.languages = new Intl.DisplayNames(locale, { type: "language" });
    this.toggleNode.addEventListener("click", () => this.#show(this.formNode.hidden));
    this.formNode.addEventListener("change", ({ target }) => target.name !== "name" && this.#chosen());
    this.formNode.addEventListener("submit", (event) => this.#submitted(event));
    this.formNode.addEventListener("keydown", (event) => this.#pressed(event));
    this.#fill("department", departments.filter(({ access }) => access !== "none").map(({ slug, name }) => [slug, name]));
    this.#fill("assignee", this.#assignees([]));
  }

  render(inbox) {
    const { filters, view } = this.place;
    const known = inbox.rows;
    const looks = JSON.stringify([filters, view, this.saved, this.#people?.length]);
    this.#fillFrom(known);
    if (looks === this.#shown) return;
    this.#shown = looks;
    const entries = Object.entries(filters);
    this.pillsNode.replaceChildren(...entries.map(([name, value]) => this.#pill(name, value)));
    this.pillsNode.hidden = !entries.length;
    for (const [name, value] of Object.entries({ department: "", assignee: "", tag: "", priority: "", locale: "", ...filters })) this.#set(name, value);
    this.savedNode.replaceChildren(...this.saved.map((each) => this.#savedLine(each)));
    this.savedNode.hidden = !this.saved.length;
  }

  async #show(isOpen) {
    this.formNode.hidden = !isOpen;
    this.toggleNode.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen || this.#people) return;
    this.#people = await this.colleagues().catch(() => null);
    if (this.#people) this.#fill("assignee", this.#assignees(this.#people));
    this.#set("assignee", this.place.filters.assignee ?? "");
  }

  #pressed(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    this.#show(false);
    this.toggleNode.focus();
  }

  #chosen() {
    this.#go({ ...filtersIn(new FormData(this.formNode)) });
  }

  #go(filters) {
    this.onGo(this.place.filterAddress(filters));
  }

  async #submitted(event) {
    event.preventDefault();
    const { name } = this.formNode.elements;
    this.#chosen();
    if (!name.value.trim()) return;
    const { priority, ...filters } = this.place.filters;
    const values = { ...filters, ...(priority && { priority: Number(priority) }), view: this.place.view };
    if (await this.#keep(this.api.saveFilter(name.value, values))) name.value = "";
  }

  async #keep(asked) {
    const answer = await asked.catch(({ message }) => setText(this.problemNode, message));
    if (!answer) return false;
    this.saved = answer.filters;
    setText(this.problemNode, "");
    this.render({ rows: [] });
    return true;
  }

  // What can be chosen

  #assignees(people) {
    return [["me", this.text("filter_me")], ["nobody", this.text("filter_nobody")], ...people.map(({ id, name }) => [id, name])];
  }

  /** Tags and languages are those that the list has shown. */
  #fillFrom(rows) {
    const tags = new Set(rows.flatMap((row) => row.tags ?? []));
    const locales = new Set(rows.map(({ locale }) => locale).filter(Boolean));
    const list = this.formNode.querySelector("datalist");
    const known = new Set([...list.options].map(({ value }) => value));
    list.append(...[...tags].filter((tag) => !known.has(tag)).map((value) => element("option", { value })));
    this.#add("locale", [...locales].map((code) => [code, this.#language(code)]));
  }

  #fill(name, choices) {
    const select = this.formNode.elements[name];
    select.replaceChildren(select.options[0], ...choices.map(([value, label]) => element("option", { value }, label)));
  }

  #add(name, choices) {
    const select = this.formNode.elements[name];
    const known = new Set([...select.options].map(({ value }) => value));
    select.append(...choices.filter(([value]) => !known.has(value)).map(([value, label]) => element("option", { value }, label)));
  }

  #set(name, value) {
    const field = this.formNode.elements[name];
    if (field.options && value) this.#add(name, [[value, value]]);
    if (field.value !== value) field.value = value;
  }

  // What is shown

  #pill(name, value) {
    const label = this.#label(name, value);
    const rest = Object.fromEntries(Object.entries(this.place.filters).filter(([each]) => each !== name));
    const remove = () => {
      this.#go(rest);
      this.toggleNode.focus();
    };
    return element(
      "li",
      { class: "w-pill" },
      element("span", { class: "w-pill__content", dir: "auto" }, label),
      element("button", { type: "button", class: "w-pill__remove", "aria-label": this.text("filter_remove", { name: label }), click: remove }, icon("cross")),
    );
  }

  #label(name, value) {
    if (name === "department") return this.departments.find(({ slug }) => slug === value)?.name ?? value;
    if (name === "assignee") return new Map(this.#assignees(this.#people ?? [])).get(value) ?? this.text("filter_somebody");
    if (name === "priority") return this.text(`filter_priority_${value}`) || value;
    return name === "locale" ? this.#language(value) : value;
  }

  #language(code) {
    try {
      return this.languages.of(code);
    } catch {
      return code;
    }
  }

  #savedLine({ id, name, values }) {
    const { priority, ...filters } = values;
    const href = this.place.filterAddress({ ...filters, ...(priority && { priority: String(priority) }) });
    const forget = async () => {
      await this.#keep(this.api.forgetFilter(id));
      this.formNode.elements.name.focus();
    };
    return element(
      "li",
      {},
      element("a", { href, dir: "auto" }, name),
      element("button", { type: "button", "aria-label": this.text("filter_forget", { name }), click: forget }, icon("bin")),
    );
  }
}
