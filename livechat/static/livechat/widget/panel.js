import { element, setText } from "../ui/dom.js";
import { showFace } from "../ui/face.js";
import { DOWN, SOUND, icon } from "./icons.js";

/**
 * The dialog around the chat. Beside the page on wide screens, a modal sheet over it on narrow ones.
 *
 *   const panel = new Panel({ text, onClose(), onEnd(), onSound() });
 *   panel.show(); panel.hide(); panel.isOpen; panel.body.append(…);
 *   panel.describe({ title, name, picture, isOnline, away, canEnd, hasSound });
 */
export class Panel {
  constructor({ text, onClose, onEnd, onSound }) {
    this.text = text;
    this.face = element("span", { class: "avatar", "aria-hidden": "true" });
    this.title = element("h2");
    this.presence = element("p", { class: "presence" });
    this.endButton = element("button", { type: "button", class: "quiet", hidden: true, click: onEnd }, text("end_chat"));
    this.soundButton = iconButton(SOUND, text("sound"), onSound);
    const header = element(
      "header",
      {},
      this.face,
      element("div", { class: "who" }, this.title, this.presence),
      this.endButton,
      this.soundButton,
      iconButton(DOWN, text("close_chat"), onClose),
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

  describe({ title, name = title, picture, isOnline, away = "away", canEnd, hasSound }) {
    setText(this.title, title);
    showFace(this.face, name, picture);
    setText(this.presence, isOnline === undefined ? "" : this.text(isOnline ? "online" : away));
    this.soundButton.hidden = hasSound === undefined;
    this.soundButton.setAttribute("aria-pressed", Boolean(hasSound));
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

const iconButton = (drawing, words, click) =>
  element("button", { type: "button", class: "icon", title: words, "aria-label": words, click }, icon(drawing));
