/**
 * The tone and the desktop's notification: once for all tabs of a browser, and again until somebody takes the chat.
 *
 *   const alarm = new Alarm({ person: "7", choices: { sound, desktop, every }, text, ring(words, ids) });
 *   alarm.consider(now);   // at each look, and every few seconds
 */
export class Alarm {
  constructor({ person, choices, text, ring, world = {} }) {
    Object.assign(this, { choices, text, ring, key: `livechat:alarm:${person}` });
    this.storage = world.storage ?? globalThis.localStorage;
    this.locks = "locks" in world ? world.locks : globalThis.navigator?.locks;
    this.now = world.now ?? (() => Date.now());
  }

  consider(now) {
    if (!this.choices.sound && !this.choices.desktop) return;
    const once = () => this.#consider(now);
    return this.locks ? this.locks.request(this.key, once) : once();
  }

  #consider({ count, newest }) {
    const { since = "", at = 0 } = this.#remembered ?? {};
    const latest = newest[0]?.since ?? "";
    const isFirst = !this.#remembered;
    const fresh = isFirst ? [] : newest.filter((each) => each.since > since);
    if (fresh.length) this.ring(this.#sentence(fresh), fresh.map(({ id }) => id));
    else if (count && this.#isDue(at)) this.ring(this.text("still_waiting", { n: count }), []);
    else if (!isFirst && count) return;
    this.#remember({ since: latest > since ? latest : since, at: this.now() });
  }

  #isDue(at) {
    const { every } = this.choices;
    return Boolean(every && at && this.now() - at >= every * 1000);
  }

  #sentence(fresh) {
    return this.text(fresh.length === 1 ? "new_waiting" : "new_waiting_more", { name: fresh[0].name });
  }

  get #remembered() {
    try {
      return JSON.parse(this.storage.getItem(this.key));
    } catch {
      return null;
    }
  }

  #remember(what) {
    try {
      this.storage.setItem(this.key, JSON.stringify(what));
    } catch {
      // refused: every tab rings for itself
    }
  }
}
