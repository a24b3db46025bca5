import { systemClock } from "../../livechat/core/clock.js";
import { Event } from "../../livechat/core/protocol.js";

const AFTER = 1200; // longer than the server remembers a count
const AFTER_HIDDEN = 3000; // a tab that somebody looks at asks first, for all
const EVERY = 5000; // where tabs cannot share a socket
const KNOWN = 2000;
const NOTHING = { count: 0, newest: [], longest: [], escalated: { count: 0, newest: [] }, mine: 0, own: [], mentions: 0, named: [] };

/**
 * What waits, always the latest: asked for when the staff's socket says that something changed, by one tab for all.
 *
 *   const feed = new Feed({ person: "7", link: (handlers) => SharedLink, ask: () => promise, onNow(now), onStaff() });
 *   feed.start(); feed.stop();
 */
export class Feed {
  #states = new Map();
  #token = null;
  #cancelAsking = null;
  #cancelPolling = () => {};
  #stopWatching = null;

  constructor({ person, link, ask, onNow, onStaff = () => {}, world = {} }) {
    Object.assign(this, { person, ask, onNow, onStaff });
    this.clock = world.clock ?? systemClock;
    this.Channel = world.BroadcastChannel ?? globalThis.BroadcastChannel;
    this.isHidden = world.isHidden ?? (() => document.hidden);
    this.canShare = "locks" in world ? Boolean(world.locks) : Boolean(globalThis.navigator?.locks);
    this.link = this.canShare ? link({ onHello: (reply) => this.#greeted(reply), onEvent: (event) => this.#hear(event), onState: () => {} }) : null;
  }

  start() {
    this.channel = new this.Channel(`livechat:waiting:${this.person}`);
    this.channel.onmessage = ({ data }) => this.#take(data);
    this.#watch();
    if (this.link) this.link.start();
    else this.#poll();
  }

  stop() {
    this.#stopWatching?.abort();
    this.link?.stop();
    this.channel?.close();
    this.#cancelAsking?.();
    this.#cancelPolling();
  }

  /** A page kept for the back button may hold no socket; one that comes back has much to catch up on. */
  #watch() {
    if (typeof document === "undefined") return;
    this.#stopWatching = new AbortController();
    const { signal } = this.#stopWatching;
    document.addEventListener("visibilitychange", () => !this.isHidden() && this.link?.wake(), { signal });
    addEventListener("online", () => this.link?.wake(), { signal });
    addEventListener("pagehide", ({ persisted }) => persisted && this.link?.stop(), { signal });
    addEventListener("pageshow", ({ persisted }) => persisted && this.link?.start(), { signal });
  }

  #poll() {
    this.#cancelPolling = this.clock.after(this.isHidden() ? 6 * EVERY : EVERY, async () => {
      await this.#ask();
      this.#poll();
    });
  }

  #greeted({ inbox }) {
    if (inbox === this.#token) return;
    this.#token = inbox;
    this.askSoon();
  }

  #hear(event) {
    const { type, conversation, inbox } = event;
    if (inbox) this.#greeted({ inbox });
    if (type === Event.STAFF) this.onStaff();
    if (type === Event.REMOVED || type === Event.MENTION || (type === Event.INBOX && this.#isNews(conversation))) this.askSoon();
  }

  /** Most of what happens to a conversation changes nothing in what waits. */
  #isNews({ id, status, assignee, waiting_since: since, priority }) {
    const state = `${status} ${assignee?.id} ${since} ${priority}`;
    if (this.#states.get(id) === state) return false;
    if (this.#states.size > KNOWN) this.#states.clear();
    this.#states.set(id, state);
    return true;
  }

  /** Something may have changed, perhaps something that no event tells. */
  askSoon() {
    this.#cancelAsking ??= this.clock.after(this.isHidden() ? AFTER_HIDDEN : AFTER, () => this.#ask());
  }

  async #ask() {
    this.#cancelAsking?.();
    this.#cancelAsking = null;
    // Without an answer the next heartbeat asks again.
    const now = await this.ask().catch(({ code }) => {
      this.#token = null;
      return code === "forbidden" ? NOTHING : null;
    });
    if (!now) return;
    this.channel?.postMessage(now);
    this.onNow(now);
  }

  /** Another tab has asked for all. */
  #take(now) {
    this.#cancelAsking?.();
    this.#cancelAsking = null;
    this.onNow(now);
  }
}
