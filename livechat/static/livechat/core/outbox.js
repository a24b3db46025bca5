import { Backoff } from "./backoff.js";
import { systemClock } from "./clock.js";

const PATIENCE = 30_000;
const PASSING = ["timeout", "disconnected", "busy", "rate_limited"];

/**
 * Messages on their way out: one at a time, in the order written, each under one client_id until it is answered.
 *
 *   const outbox = new Outbox({
 *     post: ({ client_id, body }) => connection.push(…),  // resolves when stored, throws a CommandError
 *     onChange(item, outcome),       // outcome: "added", "sent", "late", "failed", "retried" or "delayed"
 *     store: { load: () => items, save(items) },          // what survives a reload
 *     clock, uuid, random,
 *   });
 *   outbox.add(body, extra);  // extra: further properties to keep on the item
 *   outbox.resume();          // the connection is back: do not wait
 *   outbox.settle(client_id); // its message.posted was seen
 *   outbox.retry(client_id);
 *   outbox.clear();
 *   outbox.items              // [{client_id, body, at, state: "sending" | "late" | "failed", code}]
 *
 * "late" had no answer for 30 s and still goes out by itself; "failed" was refused (`code` says why) and waits for
 * `retry`. A refused item never holds up those behind it.
 */
export class Outbox {
  #busy = false;
  #cancelWait = () => {};
  #patience = new Map();

  constructor({ post, onChange, store, ...world }) {
    Object.assign(this, { post, onChange, store });
    this.clock = world.clock ?? systemClock;
    this.uuid = world.uuid ?? (() => crypto.randomUUID());
    this.backoff = new Backoff({ first: 1000, random: world.random });
    this.items = store?.load() ?? [];
    this.items.filter(isGoingOut).forEach((item) => this.#expectAnswer(item));
  }

  add(body, extra = {}) {
    const item = { ...extra, client_id: this.uuid(), body, at: this.clock.now(), state: "sending", code: null };
    this.items.push(item);
    this.#expectAnswer(item);
    this.#changed(item, "added");
    this.#next();
    return item;
  }

  resume() {
    this.#cancelWait();
    this.backoff.reset();
    this.#next();
  }

  retry(clientId) {
    const item = this.#find(clientId);
    if (!item) return;
    // The server keeps that id for another text, so this one can only go under a new one.
    if (item.code === "conflict") item.client_id = this.uuid();
    Object.assign(item, { state: "sending", code: null });
    this.#expectAnswer(item);
    this.#changed(item, "retried");
    this.resume();
  }

  settle(clientId) {
    this.#remove(clientId, "sent");
  }

  clear() {
    this.items.forEach((item) => this.#cancelPatience(item));
    this.items = [];
    this.store?.save(this.items);
  }

  async #next() {
    const item = this.items.find(isGoingOut);
    if (this.#busy || !item) return;
    this.#busy = true;
    this.#cancelWait();
    try {
      await this.post(item);
      this.backoff.reset();
      this.#busy = false;
      this.#remove(item.client_id, "sent");
      this.#next();
    } catch (error) {
      this.#busy = false;
      this.#refused(item, error);
    }
  }

  #refused(item, { code, retryAfter }) {
    if (!this.items.includes(item)) return this.#next();
    if (!PASSING.includes(code)) {
      Object.assign(item, { state: "failed", code });
      this.#cancelPatience(item);
      this.#changed(item, "failed");
      return this.#next();
    }
    item.code = code;
    if (code === "rate_limited" || code === "busy") {
      this.items.filter(isGoingOut).forEach((waiting) => this.#expectAnswer(waiting));
      this.#changed(item, "delayed");
    }
    this.#cancelWait = this.clock.after(retryAfter ? retryAfter * 1000 : this.backoff.next(), () => this.#next());
  }

  /** Starts the 30 s after which an unanswered item is shown as not sent. */
  #expectAnswer(item) {
    this.#cancelPatience(item);
    const lateness = () => {
      item.state = "late";
      this.#changed(item, "late");
    };
    this.#patience.set(item.client_id, this.clock.after(PATIENCE, lateness));
  }

  #cancelPatience({ client_id }) {
    this.#patience.get(client_id)?.();
    this.#patience.delete(client_id);
  }

  #remove(clientId, outcome) {
    const item = this.#find(clientId);
    if (!item) return;
    this.#cancelPatience(item);
    this.items = this.items.filter((other) => other !== item);
    this.#changed(item, outcome);
  }

  #find(clientId) {
    return this.items.find(({ client_id }) => client_id === clientId);
  }

  #changed(item, outcome) {
    this.store?.save(this.items);
    this.onChange?.(item, outcome);
  }
}

const isGoingOut = ({ state }) => state !== "failed";
