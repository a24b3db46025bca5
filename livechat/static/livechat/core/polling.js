import { Backoff } from "./backoff.js";
import { systemClock } from "./clock.js";
import * as CloseCode from "./close-codes.js";
import { CommandError } from "./protocol.js";

const INTERVAL = 3000;

/**
 * A conversation over plain HTTP, for where sockets are blocked. Looks like a Connection from outside; instead of
 * events it brings catch-up replies.
 *
 *   new Polling({ read: () => http.messages(id, cursor), command: (frame) => http.command(id, frame), onHello, onState });
 */
export class Polling {
  state = "idle";
  #cancelTimer = () => {};
  #round = 0;

  constructor({ read, command, onHello, onState, clock = systemClock, random }) {
    Object.assign(this, { read, command, onHello, onState, clock });
    this.backoff = new Backoff({ first: INTERVAL, random });
  }

  start() {
    if (this.state === "open" || this.state === "connecting") return;
    this.#become("connecting");
    this.resync();
  }

  stop(code = null) {
    this.#round++;
    this.#cancelTimer();
    this.#become("stopped", code);
  }

  wake() {
    if (this.state === "open" || this.state === "waiting") this.resync();
  }

  push(command) {
    return this.state === "open" ? this.command(command) : Promise.reject(new CommandError("disconnected"));
  }

  /** What needs no answer needs no request. */
  send() {}

  async resync() {
    this.#cancelTimer();
    const round = ++this.#round;
    try {
      const reply = await this.read();
      if (round !== this.#round) return;
      this.backoff.reset();
      this.#become("open");
      this.#cancelTimer = this.clock.after(INTERVAL, () => this.resync());
      this.onHello?.(reply);
    } catch (error) {
      if (round === this.#round) this.#failed(error);
    }
  }

  #failed({ code, retryAfter }) {
    if (code === "not_found") return this.stop(CloseCode.NOTHING_HERE);
    if (code === "forbidden") return this.stop(CloseCode.NOT_ALLOWED);
    this.#become("waiting");
    this.#cancelTimer = this.clock.after(retryAfter ? retryAfter * 1000 : this.backoff.next(), () => this.resync());
  }

  #become(state, code = null) {
    if (state === this.state) return;
    this.state = state;
    this.onState?.(state, code);
  }
}
