import { systemClock } from "./clock.js";

const SOCKET_GRACE = 6000;

/**
 * The way to the server, whichever works: a Connection, and a Polling beside it while the socket has not been open for
 * some seconds. The Connection goes on trying, and the Polling ends when it succeeds.
 *
 *   const link = new Link({ connection, loadPolling: async () => new Polling(…), onState, clock });
 *   link.start(); link.push(command); link.send(command); link.wake(); link.resync(); link.stop();
 *   link.state    // "open" when either is
 *
 * Hands the `onState` of both to itself; `onHello` and `onEvent` stay with whoever made them.
 */
export class Link {
  state = "idle";
  #polling = null;
  #cancelGrace = () => {};

  constructor({ connection, loadPolling, onState, clock = systemClock }) {
    Object.assign(this, { connection, loadPolling, onState, clock });
    connection.onState = (state, code) => this.#socketBecame(state, code);
  }

  start() {
    this.#allowGrace();
    this.connection.start();
  }

  stop(code = null) {
    this.#cancelGrace();
    this.#polling?.stop();
    this.connection.stop(code);
  }

  wake() {
    this.connection.wake();
    this.#polling?.wake();
  }

  resync() {
    this.#way.resync();
  }

  push(command) {
    return this.#way.push(command);
  }

  send(command) {
    this.#way.send(command);
  }

  get #way() {
    return this.connection.state !== "open" && this.#polling?.state === "open" ? this.#polling : this.connection;
  }

  #socketBecame(state, code) {
    if (state === "waiting" && this.state === "open") this.#allowGrace();
    this.#update(code);
    if (state !== "open" && state !== "stopped") return;
    this.#cancelGrace();
    this.#polling?.stop();
  }

  #allowGrace() {
    this.#cancelGrace();
    this.#cancelGrace = this.clock.after(SOCKET_GRACE, () => this.#fallBack());
  }

  async #fallBack() {
    this.#polling ??= await this.loadPolling().catch(() => null);
    if (!this.#polling || ["open", "stopped"].includes(this.connection.state)) return;
    this.#polling.onState = (state, code) => this.#pollingBecame(state, code);
    this.#polling.start();
  }

  #pollingBecame(state, code) {
    if (code) return this.stop(code);
    // The server answers again: the socket need not sit out its backoff.
    if (state === "open") this.connection.wake();
    this.#update(null);
  }

  #update(code) {
    const socket = this.connection.state;
    const state = this.#polling?.state === "open" && socket !== "stopped" ? "open" : socket;
    if (state === this.state) return;
    this.state = state;
    this.onState?.(state, code);
  }
}
