import { systemClock } from "./clock.js";
import { TYPING_LASTS } from "./protocol.js";

const REPEAT = 3000;
const PAUSE = 5000;

/** Tells the other side that we are typing: once every few seconds, and that we stopped. */
export class TypingSender {
  #on = false;
  #saidAt = 0;
  #cancel = () => {};

  /** @param send {(on: boolean, text?: string) => void} */
  constructor({ send, clock = systemClock }) {
    Object.assign(this, { send, clock });
  }

  typed(text) {
    if (!text.trim()) return this.stop();
    this.#cancel();
    this.#cancel = this.clock.after(PAUSE, () => this.stop());
    if (this.#on && this.clock.now() - this.#saidAt < REPEAT) return;
    this.#on = true;
    this.#saidAt = this.clock.now();
    this.send(true, text);
  }

  stop({ silently = false } = {}) {
    this.#cancel();
    if (this.#on && !silently) this.send(false);
    this.#on = false;
  }
}

/** Who is typing over there. Each runs out by itself: an "off" may be lost. */
export class TypingWatcher {
  #authors = new Map();

  constructor({ onChange, clock = systemClock }) {
    Object.assign(this, { onChange, clock });
  }

  /** `[{ name, text }]`: `text` is what they have written so far, where the site previews it. */
  get authors() {
    return [...this.#authors.values()];
  }

  apply({ author, on, text }) {
    const key = `${author.role}:${author.name}`;
    this.#authors.get(key)?.cancel();
    if (on) {
      const cancel = this.clock.after(TYPING_LASTS, () => this.apply({ author, on: false }));
      this.#authors.set(key, { name: author.name, text, cancel });
    } else this.#authors.delete(key);
    this.onChange?.();
  }
}
