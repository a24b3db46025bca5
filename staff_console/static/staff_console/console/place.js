import { bareTitle } from "../waiting/title-count.js";

/**
 * Where one is in the console, as the address bar has it: a view or a search, and a conversation.
 *
 *   const place = new Place("/admin/chat/", ["inbox", "mine", …]);   // the first view needs no name
 *   place.view, place.query, place.id
 *   place.address(id); place.address(null); place.viewAddress("mine");
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

  get query() {
    return new URLSearchParams(location.search).get("q") ?? "";
  }

  get id() {
    return idIn(location.pathname.slice(this.index.length));
  }

  /** Of a conversation, beside the list that is shown. */
  address(id) {
    return this.#path(id, this.view, this.query);
  }

  /** Of a view, with the conversation that is open. */
  viewAddress(view) {
    return this.#path(this.id, view, "");
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
    history.replaceState(null, "", this.#path(this.id, this.view, query));
  }

  /** The conversation is no longer there to be seen. */
  leave() {
    history.replaceState(null, "", this.#path(null, this.view, this.query));
  }

  name(visitor) {
    const title = visitor ? `${visitor} - ${this.#title}` : this.#title;
    if (title !== this.#named) this.#named = document.title = title;
  }

  #path(id, view, query) {
    const values = new URLSearchParams();
    if (view !== this.views[0]) values.set("view", view);
    if (query) values.set("q", query);
    const search = values.size ? `?${values}` : "";
    return `${this.index}${id ? `conversations/${id}/` : ""}${search}`;
  }
}

const idIn = (path) => /^conversations\/([0-9a-f-]{36})\/$/.exec(path)?.[1] ?? null;
