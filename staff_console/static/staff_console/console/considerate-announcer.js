import { systemClock } from "../../livechat/core/clock.js";
import { Announcer } from "../../livechat/ui/announcer.js";

const PAUSE = 2000;

/**
 * An Announcer that, if its person chose so, does not talk into their typing: what is new in the conversation is said
 * in a pause of two seconds, when they send, or when they go elsewhere. What is urgent is said at once.
 *
 *   const announcer = new ConsiderateAnnouncer(polite, urgent, { text, holdsBack: true });
 *   announcer.typed("Hel");                          // at every change of what they write
 *   announcer.message("Grace", "Hello?"); announcer.news("Sam took the conversation");
 *   announcer.release();                             // they have stopped
 */
export class ConsiderateAnnouncer extends Announcer {
  #held = [];
  #cancel = null;

  constructor(polite, urgent, { holdsBack = false, clock = systemClock, ...shared }) {
    super(polite, urgent, { clock, ...shared });
    this.holdsBack = holdsBack;
  }

  typed(words) {
    this.#cancel?.();
    this.#cancel = null;
    if (!words.trim()) this.release();
    else if (this.holdsBack) this.#cancel = this.clock.after(PAUSE, () => this.release());
  }

  message(name, body) {
    this.#sayOrHold(() => super.message(name, body));
  }

  /** What has happened in the conversation. */
  news(words) {
    this.#sayOrHold(() => this.say(words));
  }

  release() {
    this.#cancel?.();
    this.#cancel = null;
    for (const say of this.#held.splice(0)) say();
  }

  #sayOrHold(say) {
    if (this.#cancel) this.#held.push(say);
    else say();
  }
}
