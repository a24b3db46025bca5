import { BODY_LIMIT, bodyLength, trimBody } from "../core/protocol.js";

/**
 * A text box that grows with its text (the style sheet says how far), sends on Enter and keeps what is not sent.
 *
 *   <form><label for="m">Message</label><textarea id="m" rows="1"></textarea><button>Send</button></form>
 *
 *   const composer = new Composer(form, {
 *     onSend(body) {},               // answer false to keep the text
 *     onInput(text, excess) {},      // excess: how many characters are too many, or 0
 *     store: { load: () => "", save(text) {} },
 *     sendKey: "enter",              // or "mod-enter": Ctrl or Command with Enter
 *   });
 *   composer.text; composer.text = "…"; composer.focus();
 */
export class Composer {
  constructor(form, { onSend, onInput, store, sendKey = "enter" }) {
    Object.assign(this, { form, onSend, onInput, store, sendKey });
    this.box = form.querySelector("textarea");
    this.box.value = store?.load() ?? "";
    form.addEventListener("submit", (event) => this.#submitted(event));
    this.box.addEventListener("input", () => this.#changed());
    this.box.addEventListener("keydown", (event) => this.#pressed(event));
    this.#fit();
  }

  get text() {
    return this.box.value;
  }

  set text(text) {
    this.box.value = text;
    this.#changed();
  }

  focus() {
    this.box.focus({ preventScroll: true });
  }

  #submitted(event) {
    event.preventDefault();
    const body = trimBody(this.text);
    if (!body || excess(body) || this.onSend(body) === false) return this.focus();
    this.text = "";
  }

  #pressed(event) {
    // 229: Safari reports the Enter that ends a composition after isComposing is over.
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
    const mod = event.ctrlKey || event.metaKey;
    if (this.sendKey === "enter" ? event.shiftKey || event.altKey : !mod) return;
    event.preventDefault();
    this.form.requestSubmit();
  }

  #changed() {
    this.#fit();
    this.store?.save(this.text);
    this.onInput?.(this.text, excess(trimBody(this.text)));
  }

  #fit() {
    this.box.style.height = "auto";
    if (this.box.scrollHeight) this.box.style.height = `${this.box.scrollHeight}px`;
  }
}

const excess = (body) => Math.max(0, bodyLength(body) - BODY_LIMIT);
