import { systemClock } from "../core/clock.js";
import { element } from "./dom.js";

const QUIET = 400;
const BURST = 2000;
const MANY = 3;
const STAYS = 10_000;

/**
 * Speaks to screen readers through one polite live region that was there before, each thing once; a burst of messages
 * becomes "5 new messages". Nothing is said in a tab that is not in front.
 *
 *   <div class="announcer" aria-live="polite"></div> <div class="announcer" role="alert"></div>
 *
 *   const announcer = new Announcer(polite, urgent, { text, clock, isInFront });
 *   announcer.message("Sam", "Hello!");   // "Sam says: Hello!"
 *   announcer.say("Sent"); announcer.warn("Not sent");
 *
 * Text keys: says {name, body}, new_messages_count {n}.
 */
export class Announcer {
  #waiting = [];
  #since = 0;
  #cancel = () => {};

  constructor(polite, urgent, { text, clock = systemClock, isInFront = () => !document.hidden }) {
    Object.assign(this, { polite, urgent, text, clock, isInFront });
  }

  message(name, body) {
    const now = this.clock.now();
    if (!this.#waiting.length) this.#since = now;
    this.#waiting.push(this.text("says", { name, body }));
    this.#cancel();
    const wait = Math.min(QUIET, this.#since + BURST - now);
    this.#cancel = this.clock.after(wait, () => this.#flush());
  }

  say(words) {
    this.#put(this.polite, words);
  }

  warn(words) {
    this.#put(this.urgent, words);
  }

  #flush() {
    const waiting = this.#waiting.splice(0);
    if (waiting.length > MANY) this.say(this.text("new_messages_count", { n: waiting.length }));
    else waiting.forEach((words) => this.say(words));
  }

  #put(region, words) {
    if (!this.isInFront()) return;
    const line = element("p", {}, words);
    region.append(line);
    // Left behind, it would be read again by those who browse the page.
    this.clock.after(STAYS, () => line.remove());
  }
}
