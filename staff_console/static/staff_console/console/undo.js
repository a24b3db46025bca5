import { element } from "../../livechat/ui/dom.js";

const STAYS = 10_000;

/**
 * One sentence with one thing to do about it, for some seconds; for longer while somebody points at it or is in it. To
 * take back what one did goes before: nothing but the next such takes its place, and what else there is to say waits.
 *
 *   <div role="status"></div>
 *
 *   const undo = new Undo(div, { text });
 *   undo.offer("Closed.", () => …, { about: id });             // about: the one conversation that it is about, if it is one
 *   undo.tell("Sam mentioned you.", () => …, "Open it");
 *   undo.actedOn(id);                                          // this person has done something else there meanwhile
 */
export class Undo {
  #timer = null;
  #pending = null;
  #next = null;

  constructor(place, { text }) {
    Object.assign(this, { place, text });
    for (const kind of ["pointerenter", "focusin"]) place.addEventListener(kind, () => clearTimeout(this.#timer));
    for (const kind of ["pointerleave", "focusout"]) place.addEventListener(kind, () => this.#withdrawSoon());
  }

  offer(words, act, { about = null } = {}) {
    this.#show(words, act, this.text("undo"));
    this.#pending = { about };
  }

  tell(words, act, name) {
    if (this.#pending) this.#next = [words, act, name];
    else this.#show(words, act, name);
  }

  actedOn(id) {
    if (!this.#pending || this.#pending.about === id) this.#withdraw();
  }

  #show(words, act, name) {
    const press = () => {
      this.#withdraw();
      act();
    };
    const button = element("button", { type: "button", class: "button button-small button-secondary", click: press }, name);
    this.place.replaceChildren(element("span", { dir: "auto" }, words), " ", button);
    this.#withdrawSoon();
  }

  #withdraw() {
    clearTimeout(this.#timer);
    const next = this.#next;
    this.#pending = this.#next = null;
    this.place.replaceChildren();
    if (next) this.#show(...next);
  }

  #withdrawSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#withdraw(), STAYS);
  }
}
