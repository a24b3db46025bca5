import { systemClock } from "../../livechat/core/clock.js";
import { CommandError } from "../../livechat/core/protocol.js";
import { Lead } from "./lead.js";

const ANSWER_WITHIN = 15_000; // the leading tab's own patience, and some for the way there and back
const GREETING_WITHIN = 6000;
const SILENCE_LIMIT = 50_000; // the server speaks at least every 25 s

/**
 * A seat at the one way to the server that all tabs of a browser share. One tab leads and holds the socket (a Web Lock
 * says which), the others speak through it. When it goes, the next one takes over; when it was put to sleep, a tab that
 * somebody looks at takes over.
 *
 *   const seat = new SharedLink({
 *     person: "7",        // whose tabs these are
 *     isDesk: true,       // where chats are answered: makes one present, as other pages of the admin do not
 *     makeLink({ hello, onHello, onEvent, onState }),
 *     onHello(reply), onEvent(frame), onState(state, code),
 *   });
 *
 * From outside it is a Link. Where the browser has no Web Locks, each seat has a way of its own.
 */
export class SharedLink {
  state = "idle";
  #channel = null;
  #lead = null;
  #leave = () => {};
  #abdicate = () => {};
  #queueing = null;
  #awaiting = new Map();
  #last = 0;
  #cancelWatch = () => {};

  constructor({ person, isDesk = false, makeLink, onHello, onEvent, onState, world = {} }) {
    Object.assign(this, { person, isDesk, makeLink, onHello, onEvent, onState });
    this.clock = world.clock ?? systemClock;
    this.locks = "locks" in world ? world.locks : globalThis.navigator?.locks;
    this.Channel = world.BroadcastChannel ?? globalThis.BroadcastChannel;
    this.isLookedAt = world.isLookedAt ?? (() => !document.hidden);
    this.uuid = world.uuid ?? (() => crypto.randomUUID());
    this.name = `livechat:staff:${person}`;
  }

  start() {
    if (this.state !== "idle" && this.state !== "stopped") return;
    this.id = this.uuid();
    this.#become("connecting");
    if (!this.locks) return this.#takeLead();
    this.#channel = new this.Channel(this.name);
    this.#channel.onmessage = ({ data }) => this.#heard(data);
    this.#holdSeat();
    this.#queue();
    this.#watch(GREETING_WITHIN);
  }

  stop() {
    this.#withdraw();
    this.#become("stopped");
  }

  wake() {
    this.#say({ kind: "wake" });
    if (!this.#lead && this.#channel) this.#watch(GREETING_WITHIN);
  }

  resync() {
    this.#say({ kind: "resync" });
  }

  push(command) {
    if (this.state !== "open") return Promise.reject(new CommandError("disconnected"));
    return new Promise((resolve, reject) => {
      const n = ++this.#last;
      const cancel = this.clock.after(ANSWER_WITHIN, () => this.#settle(n, { error: { code: "timeout" } }));
      this.#awaiting.set(n, { resolve, reject, cancel });
      this.#say({ kind: "ask", n, command });
    });
  }

  send(command) {
    if (this.state === "open") this.#say({ kind: "send", command });
  }

  // Who leads

  /** Held for as long as this tab lives, so that the leading tab learns when it is gone. */
  #holdSeat() {
    const held = () => {
      this.#say({ kind: "join", isDesk: this.isDesk });
      return new Promise((resolve) => (this.#leave = resolve));
    };
    this.locks.request(this.#seatName(this.id), held);
  }

  #seatName(id) {
    return `${this.name}:${id}`;
  }

  #queue(options = {}) {
    const queueing = (this.#queueing = new AbortController());
    const how = options.steal ? options : { signal: queueing.signal };
    // Refused when it is called off, and when another tab steals the lead.
    this.locks.request(this.name, how, () => this.#takeLead()).catch(() => this.#deposed(queueing));
  }

  #takeLead() {
    if (this.state === "stopped") return;
    this.#cancelWatch();
    this.#refuseAll();
    this.#lead = new Lead({
      person: this.person,
      makeLink: this.makeLink,
      whenGone: (id) => this.#whenGone(id),
      tell: (message) => this.#tell(message),
      onOver: () => this.#abdicate(),
    });
    this.#lead.start();
    this.#say({ kind: "join", isDesk: this.isDesk });
    return new Promise((resolve) => (this.#abdicate = resolve));
  }

  #whenGone(id) {
    return !this.locks || id === this.id ? new Promise(() => {}) : this.locks.request(this.#seatName(id), () => {});
  }

  #deposed(queueing) {
    if (queueing !== this.#queueing || queueing.signal.aborted) return;
    this.#lead?.stop();
    this.#lead = null;
    if (this.state === "stopped") return;
    this.#queue();
    this.#say({ kind: "join", isDesk: this.isDesk });
    this.#watch(GREETING_WITHIN);
  }

  /** A leading tab that is silent was put to sleep by the browser. */
  #watch(patience) {
    this.#cancelWatch();
    this.#cancelWatch = this.clock.after(patience, () => {
      if (!this.isLookedAt()) return this.#watch(patience);
      this.#queueing.abort();
      this.#queue({ steal: true });
    });
  }

  #withdraw() {
    this.#cancelWatch();
    this.#queueing?.abort();
    this.#lead?.stop();
    this.#lead = null;
    this.#abdicate();
    this.#leave();
    this.#channel?.close();
    this.#channel = null;
    this.#refuseAll();
  }

  // Between the tabs

  #say(message) {
    const whole = { ...message, from: this.id };
    if (this.#lead) this.#lead.heard(whole);
    else this.#channel?.postMessage(whole);
  }

  #tell(message) {
    this.#channel?.postMessage(message);
    this.#take(message);
  }

  #heard(message) {
    if (message.from) return this.#lead?.heard(message);
    if (this.#lead) return;
    this.#watch(SILENCE_LIMIT);
    if (message.kind === "who") {
      this.#refuseAll();
      this.#say({ kind: "join", isDesk: this.isDesk });
    }
    this.#take(message);
  }

  #take({ kind, to, ...message }) {
    if (kind === "state") this.#become(message.state, message.code);
    if (kind === "hello") this.onHello?.(message.reply);
    if (kind === "event") this.onEvent?.(message.event);
    if (kind === "answer" && to === this.id) this.#settle(message.n, message);
  }

  #settle(n, { reply, error }) {
    const waiting = this.#awaiting.get(n);
    if (!waiting) return;
    this.#awaiting.delete(n);
    waiting.cancel();
    if (error) waiting.reject(new CommandError(error.code, error.message, error.retryAfter));
    else waiting.resolve(reply);
  }

  #refuseAll() {
    for (const n of [...this.#awaiting.keys()]) this.#settle(n, { error: { code: "disconnected" } });
  }

  #become(state, code = null) {
    if (state === this.state) return;
    this.state = state;
    if (state === "stopped") this.#withdraw();
    this.onState?.(state, code);
  }
}
