/**
 * What the browser remembers of a chat: nothing before the visitor starts one or types something.
 *
 * The conversation is shared by all tabs; the open panel, the text being written and the messages on their way belong
 * to one tab. That the greeting was sent away is kept as a bare `true`. Browsers that refuse storage get a chat that does not survive a reload.
 */
export class Memory {
  constructor(base) {
    this.key = `livechat:${base}`;
    this.conversation = slot("localStorage", this.key);
    this.outbox = listIn(slot("sessionStorage", `${this.key}:outbox`));
    this.draft = slot("sessionStorage", `${this.key}:draft`, "");
    this.open = slot("sessionStorage", `${this.key}:open`);
    this.sound = slot("localStorage", `${this.key}:sound`);
    this.met = slot("localStorage", `${this.key}:met`);
    this.refused = slot("localStorage", `${this.key}:refused`);
  }

  /** Whoever has chatted, or sent the greeting away, is not greeted unasked. */
  get isAcquainted() {
    return Boolean(this.hasStarted || this.met.load() || this.refused.load());
  }

  get hasStarted() {
    return Boolean(this.conversation.load() || this.outbox.load().length);
  }
}

/** One place in a storage; saving something empty removes it. */
export function slot(storage, key, empty = null) {
  return {
    load() {
      try {
        return JSON.parse(globalThis[storage].getItem(key)) ?? empty;
      } catch {
        return empty;
      }
    },
    save(value) {
      try {
        if (value?.length === 0 || !value) globalThis[storage].removeItem(key);
        else globalThis[storage].setItem(key, JSON.stringify(value));
      } catch {
        // full or refused
      }
    },
  };
}

/** A list in such a place, each time a new one. Kept as an object: some old libraries break arrays in JSON. */
const listIn = ({ load, save }) => ({ load: () => Object.values(load() ?? {}), save: (list) => save(list.length && { ...list }) });
