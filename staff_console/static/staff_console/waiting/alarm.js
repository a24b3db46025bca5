import { freshIn, latestOf, pauseOf } from "./kinds.js";

/**
 * The tone and the desktop's notification: once for all tabs of a browser, and again until somebody takes the chat.
 *
 *   const alarm = new Alarm({ person: "7", choices: { sound, desktop, every, … }, text, ring(words, ids) });
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

  #consider(now) {
    const before = this.#remembered;
    const { told = {}, at = 0 } = before ?? {};
    const news = before && this.#news(freshIn(now, told, this.choices));
    if (news) this.ring(...news);
    else if (now.count && this.#isDue(now, at)) this.ring(this.#reminder(now), []);
    else if (before && now.count) return;
    this.#remember({ told: latestOf(now, told), at: this.now() });
  }

  /** The most urgent of it, in one sentence. */
  #news({ escalated, mentioned, waiting }) {
    const [key, rows, values] = escalated.length
      ? ["escalated", escalated, { name: escalated[0].name, department: escalated[0].department }]
      : mentioned.length
        ? ["mentioned", mentioned, { name: mentioned[0].by }]
        : ["new_waiting", waiting, { name: waiting[0]?.name }];
    return rows.length ? [this.text(rows.length === 1 ? key : `${key}_more`, values), rows.map(({ id }) => id)] : null;
  }

  #reminder(now) {
    const { count } = now;
    const late = this.#late(now);
    return late ? this.text("still_escalated", { n: late }) : this.text("still_waiting", { n: count });
  }

  #late({ escalated }) {
    return this.choices.escalations ? (escalated?.count ?? 0) : 0;
  }

  #isDue(now, at) {
    const pause = pauseOf(this.#late(now) ? "escalated" : "waiting", this.choices);
    return Boolean(pause && at && this.now() - at >= pause * 1000);
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
