import { element } from "../../livechat/ui/dom.js";

const STAYS = 10_000;

/**
 * One sentence with one thing to do about it (to take back what one did), for some seconds; for longer while somebody points at it or is in it.
 *
 *   <div role="status"></div>
 *
 *   const undo = new Undo(div, { text });
 *   undo.offer("Closed.", () => …); undo.offer("Sam mentioned you.", () => …, "Open it"); undo.withdraw();
 */
export class Undo {
  #timer = null;

  constructor(place, { text }) {
    Object.assign(this, { place, text });
    for (const kind of ["pointerenter", "focusin"]) place.addEventListener(kind, () => clearTimeout(this.#timer));
    for (const kind of ["pointerleave", "focusout"]) place.addEventListener(kind, () => this.#withdrawSoon());
  }

  offer(words, act, name = this.text("undo")) {
    const press = () => {
      this.withdraw();
      act();
    };
    const button = element("button", { type: "button", class: "button button-small button-secondary", click: press }, name);
    this.place.replaceChildren(element("span", { dir: "auto" }, words), " ", button);
    this.#withdrawSoon();
  }

  withdraw() {
    clearTimeout(this.#timer);
    this.place.replaceChildren();
  }

  #withdrawSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.withdraw(), STAYS);
  }
}
