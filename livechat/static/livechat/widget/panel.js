import { element, setText } from "../ui/dom.js";
import { icon } from "./icons.js";

/**
 * The dialog around the chat. Beside the page on wide screens, a modal sheet over it on narrow ones.
 *
 *   const panel = new Panel({ text, onClose(), onEnd() });
 *   panel.show(); panel.hide(); panel.isOpen; panel.body.append(…);
 *   panel.describe({ title, isOnline, canEnd });
 */
export class Panel {
  constructor({ text, onClose, onEnd }) {
    this.text = text;
    this.initial = element("span", { class: "avatar", "aria-hidden": "true" });
    this.title = element("h2");
    this.presence = element("p", { class: "presence" });
    this.endButton = element("button", { type: "button", class: "quiet", hidden: true, click: onEnd }, text("end_chat"));
    const close = { type: "button", class: "icon", title: text("close_chat"), "aria-label": text("close_chat"), click: onClose };
    const header = element(
      "header",
      {},
      this.initial,
      element("div", { class: "who" }, this.title, this.presence),
      this.endButton,
      element("button", close, icon("down")),
    );
    this.body = element("div", { class: "body-area" });
    this.dialog = element("dialog", { id: "panel", "aria-label": text("chat") }, header, this.body);
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      onClose();
    });
    this.narrow = matchMedia("(max-width: 479.98px)");
    this.narrow.addEventListener("change", () => this.isOpen && this.#reopen());
  }

  get isOpen() {
    return this.dialog.open;
  }

  get isSheet() {
    return this.narrow.matches;
  }

  get hasFocus() {
    return this.dialog.contains(this.dialog.getRootNode().activeElement);
  }

  show() {
    if (this.isSheet) this.dialog.showModal();
    // The attribute, not show(): that would take the focus, and a panel that opens by itself must not.
    else this.dialog.open = true;
  }

  hide() {
    this.dialog.close();
  }

  describe({ title, isOnline, canEnd }) {
    setText(this.title, title);
    setText(this.initial, [...title][0] ?? "");
    setText(this.presence, isOnline === undefined ? "" : this.text(isOnline ? "online" : "away"));
    this.presence.classList.toggle("online", Boolean(isOnline));
    this.endButton.hidden = !canEnd;
  }

  #reopen() {
    const focused = this.dialog.getRootNode().activeElement;
    this.dialog.close();
    this.show();
    focused?.focus();
  }
}
