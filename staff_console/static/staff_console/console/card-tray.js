import { element } from "../../livechat/ui/dom.js";
import { icon } from "./icons.js";

const MODALS = { page: "PageChooserModal", image: "ImageChooserModal", document: "DocumentChooserModal" };
export const ICONS = { page: "doc-empty-inverse", image: "image", document: "doc-full-inverse" };
const MOST = 5; // as many as a canned reply has (canned/fields.py)

/**
 * Pages, pictures and documents that go out with the next answer, chosen in Wagtail's own choosers.
 *
 *   <ul hidden></ul> <span class="buttons"></span>
 *
 *   const tray = new CardTray(ul, span, { choosers: { page: { url, options }, … }, text, store: { load, save }, onChange });
 *   tray.items                  // [{ kind, id, title }]
 *   tray.add(items)             // those that are new and find room; false if some found none
 *   tray.take()                 // them, and they are gone from here
 *   tray.follow()               // the store was changed by another tab
 *   tray.isPossible = false;
 */
export class CardTray {
  constructor(list, buttons, { choosers, text, store, onChange, onFull }) {
    Object.assign(this, { list, text, store, onChange, onFull, items: [...store.load()] });
    this.buttons = Object.entries(choosers).map(([kind, chooser]) => this.#chooser(kind, chooser));
    buttons.append(...this.buttons);
    this.#draw();
  }

  set isPossible(possible) {
    for (const button of this.buttons) button.disabled = !possible;
  }

  add(items) {
    const isHere = ({ kind, id }) => this.items.some((item) => item.kind === kind && item.id === id);
    const added = items.filter((item) => !isHere(item));
    const room = MOST - this.items.length;
    if (added.length) this.#become([...this.items, ...added.slice(0, room)]);
    return added.length <= room;
  }

  take() {
    const { items } = this;
    this.#become([]);
    return items;
  }

  follow() {
    this.items = [...this.store.load()];
    this.#draw();
  }

  #chooser(kind, chooser) {
    const name = this.text(`insert_${kind}`);
    const press = () => this.#choose(kind, chooser);
    return element("button", { type: "button", class: "livechat-tool", title: name, "aria-label": name, click: press }, icon(ICONS[kind]));
  }

  #choose(kind, { url, options }) {
    const modal = new window[MODALS[kind]](url);
    modal.open(options, ({ id, title, adminTitle }) => {
      const hadRoom = this.add([{ kind, id: String(id), title: title ?? adminTitle ?? "" }]);
      this.onChange();
      if (!hadRoom) this.onFull();
    });
  }

  #become(items) {
    this.items = items;
    this.store.save(items);
    this.#draw();
  }

  #draw() {
    this.list.hidden = !this.items.length;
    this.list.replaceChildren(...this.items.map((item) => this.#line(item)));
  }

  #line(item) {
    const remove = () => {
      this.#become(this.items.filter((other) => other !== item));
      this.onChange();
    };
    const words = `${this.text("remove")}: ${item.title}`;
    return element(
      "li",
      { class: "livechat-staged" },
      icon(ICONS[item.kind]),
      element("bdi", {}, item.title),
      element("button", { type: "button", "aria-label": words, title: words, click: remove }, icon("cross")),
    );
  }
}
