import { element } from "../../livechat/ui/dom.js";
import { icon } from "./icons.js";

const MODALS = { page: "PageChooserModal", image: "ImageChooserModal", document: "DocumentChooserModal" };
const ICONS = { page: "doc-empty-inverse", image: "image", document: "doc-full-inverse" };
const MOST = 5;

/**
 * Pages, pictures and documents that go out with the next answer, chosen in Wagtail's own choosers.
 *
 *   <ul hidden></ul> <span class="buttons"></span>
 *
 *   const tray = new CardTray(ul, span, { choosers: { page: "/admin/choose-page/", … }, text, store: { load, save }, onChange });
 *   tray.items                  // [{ kind, id, title }]
 *   tray.take()                 // them, and they are gone from here
 *   tray.isPossible = false;
 */
export class CardTray {
  constructor(list, buttons, { choosers, text, store, onChange }) {
    Object.assign(this, { list, text, store, onChange, items: [...store.load()] });
    this.buttons = Object.entries(choosers).map(([kind, url]) => this.#chooser(kind, url));
    buttons.append(...this.buttons);
    this.#draw();
  }

  set isPossible(possible) {
    for (const button of this.buttons) button.disabled = !possible;
  }

  take() {
    const { items } = this;
    this.#become([]);
    return items;
  }

  #chooser(kind, url) {
    const name = this.text(`insert_${kind}`);
    const looks = "button button-small button-secondary livechat-attach";
    return element("button", { type: "button", class: looks, title: name, "aria-label": name, click: () => this.#choose(kind, url) }, icon(ICONS[kind]));
  }

  #choose(kind, url) {
    const modal = new window[MODALS[kind]](url);
    modal.open({}, ({ id, title, adminTitle }) => {
      const isNew = !this.items.some((item) => item.kind === kind && item.id === String(id));
      if (isNew && this.items.length < MOST) this.#become([...this.items, { kind, id: String(id), title: title ?? adminTitle ?? "" }]);
      this.onChange();
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
