import { bareTitle } from "../waiting/title-count.js";
import { filtersIn } from "./filters.js";

/**
 * Where one is in the console, as the address bar has it: a view and what it is narrowed to, or a search, and a
 * conversation.
 *
 *   const place = new Place("/admin/chat/", ["inbox", "mine", …]);   // the first view needs no name
 *   place.view, place.filters, place.query, place.id
 *   place.address(id); place.address(null); place.viewAddress("mine"); place.filterAddress({ tag: "vip" });
 *   place.go(href); place.search("lamp"); place.leave(); place.name("Grace");
 */
export class Place {
  #title = bareTitle(document.title);
  #named = null;

  constructor(index, views) {
    Object.assign(this, { index, views });
  }

  get view() {
    const asked = new URLSearchParams(location.search).get("view");
    return this.views.includes(asked) ? asked : this.views[0];
  }

  /** `{department, assignee, tag, priority, locale}`, texts, only those that are given. */
  get filters() {
    return filtersIn(new URLSearchParams(location.search));
  }

  /** What the list shows: `{view, query, filters}`. */
  get scope() {
    const { view, query, filters } = this;
    return { view, query, filters: query ? {} : filters };
  }

  get query() {
    return new URLSearchParams(location.search).get("q") ?? "";
  }

  get id() {
    return idIn(location.pathname.slice(this.index.length));
  }

  /** Of a conversation, beside the list that is shown. */
  address(id) {
    return this.#path(id, this.view, this.query, this.filters);
  }

  /** Of a view, with the conversation that is open, and narrowed as the present one. */
  viewAddress(view) {
    return this.#path(this.id, view, "", this.filters);
  }

  filterAddress({ view = this.view, ...filters }) {
    return this.#path(this.id, view, "", filters);
  }

  isHere(href) {
    const { origin, pathname } = new URL(href);
    const rest = pathname.slice(this.index.length);
    return origin === location.origin && pathname.startsWith(this.index) && (!rest || Boolean(idIn(rest)));
  }

  go(href) {
    if (href !== location.href) history.pushState(null, "", href);
  }

  search(query) {
    history.replaceState(null, "", this.#path(this.id, this.view, query, this.filters));
  }

  /** The conversation is no longer there to be seen. */
  leave() {
    history.replaceState(null, "", this.address(null));
  }

  name(visitor) {
    const title = visitor ? `${visitor} - ${this.#title}` : this.#title;
    if (title !== this.#named) this.#named = document.title = title;
  }

  #path(id, view, query, filters) {
    const values = new URLSearchParams();
    if (view !== this.views[0]) values.set("view", view);
    for (const [name, value] of Object.entries(filters)) if (value) values.set(name, value);
    if (query) values.set("q", query);
    const search = values.size ? `?${values}` : "";
    return `${this.index}${id ? `conversations/${id}/` : ""}${search}`;
  }
}

const idIn = (path) => /^conversations\/([0-9a-f-]{36})\/$/.exec(path)?.[1] ?? null;
