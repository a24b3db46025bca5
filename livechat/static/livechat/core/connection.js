import { Backoff } from "./backoff.js";
import { systemClock } from "./clock.js";
import * as CloseCode from "./close-codes.js";
import * as Command from "./commands.js";
import { CommandError, FRAME_LIMIT, VERSION, meansStopped } from "./protocol.js";

const CONNECT_TIMEOUT = 10_000;
const REPLY_TIMEOUT = 10_000;
const SILENCE_LIMIT = 45_000; // the server speaks at least every 25 s
const QUIET = 10_000; // silent this long on waking: ask before trusting it
const RESTART_SPREAD = 4000;

/**
 * One socket that comes back by itself.
 *
 * States: idle → connecting → open ⇄ waiting, and stopped, where it stays. "open" means that `hello` was answered.
 *
 *   const connection = new Connection({
 *     url,
 *     hello: () => ({ after: 12 }),   // what to add to the hello frame, asked at each opening
 *     onHello(reply), onEvent(frame), onState(state, closeCode),
 *     WebSocket, clock, random,       // injected by tests
 *   });
 *   connection.start();
 *   await connection.push({ type: "message.post", client_id, body });  // the ok frame, or throws a CommandError
 *   connection.send({ type: "typing.set", on: true });                 // no ref, no answer
 *   connection.wake();     // at `online` and `visibilitychange`: reconnect now, or check that the other side lives
 *   connection.resync();   // hello again, after a gap
 *   connection.stop();     // start() opens it again
 */
export class Connection {
  state = "idle";
  #socket = null;
  #lastRef = 0;
  #awaiting = new Map();
  #lastHeard = 0;
  #cancelTimer = () => {};

  constructor({ url, hello = () => ({}), onHello, onEvent, onState, ...world }) {
    Object.assign(this, { url, hello, onHello, onEvent, onState });
    this.WebSocket = world.WebSocket ?? globalThis.WebSocket;
    this.clock = world.clock ?? systemClock;
    this.random = world.random ?? Math.random;
    this.backoff = new Backoff({ random: this.random });
  }

  start() {
    if (this.state === "idle" || this.state === "stopped") this.#connect();
  }

  stop(code = null) {
    this.#discard();
    this.#become("stopped", code);
  }

  wake() {
    if (this.state === "waiting") return this.#connect();
    if (this.state !== "open") return;
    const silence = this.clock.now() - this.#lastHeard;
    if (silence > SILENCE_LIMIT) this.#lost();
    else if (silence > QUIET) this.push({ type: Command.PING }, CONNECT_TIMEOUT / 2).catch(this.#lostIfSilent);
  }

  resync() {
    if (this.state === "open") this.#greet();
  }

  push(command, timeout = REPLY_TIMEOUT) {
    if (this.state !== "open") return Promise.reject(new CommandError("disconnected"));
    return this.#ask(command, timeout);
  }

  send(command) {
    if (this.state === "open") this.#socket.send(JSON.stringify(command));
  }

  #connect() {
    this.#become("connecting");
    try {
      const socket = (this.#socket = new this.WebSocket(this.url));
      socket.onopen = () => this.#greet();
      socket.onmessage = ({ data }) => this.#heard(JSON.parse(data));
      socket.onclose = ({ code }) => this.#lost(code);
      this.#loseAfter(CONNECT_TIMEOUT);
    } catch {
      this.#lost();
    }
  }

  async #greet() {
    const socket = this.#socket;
    const hello = { type: Command.HELLO, v: VERSION, ...this.hello() };
    try {
      const reply = await this.#ask(hello, REPLY_TIMEOUT);
      this.backoff.reset();
      this.#become("open");
      this.onHello?.(reply);
    } catch (error) {
      if (socket === this.#socket) this.#refused(error);
    }
  }

  #refused({ code, retryAfter }) {
    const passes = ["busy", "rate_limited", "timeout", "disconnected"].includes(code);
    if (passes) this.#lost(undefined, retryAfter);
    else this.stop(code);
  }

  #ask(command, timeout) {
    const ref = String(++this.#lastRef);
    const frame = JSON.stringify({ ...command, ref });
    // The server would close the socket over it, at each try.
    if (new TextEncoder().encode(frame).length > FRAME_LIMIT) return Promise.reject(new CommandError("too_long"));
    return new Promise((resolve, reject) => {
      const cancel = this.clock.after(timeout, () => this.#settle(ref, new CommandError("timeout")));
      this.#awaiting.set(ref, { resolve, reject, cancel });
      this.#socket.send(frame);
    });
  }

  #settle(ref, outcome) {
    const waiting = this.#awaiting.get(ref);
    if (!waiting) return;
    this.#awaiting.delete(ref);
    waiting.cancel();
    if (outcome instanceof CommandError) waiting.reject(outcome);
    else waiting.resolve(outcome);
  }

  #heard(frame) {
    this.#lastHeard = this.clock.now();
    this.#loseAfter(SILENCE_LIMIT);
    if (frame.type === "ok") this.#settle(frame.ref, frame);
    else if (frame.type === "error") this.#settle(frame.ref, CommandError.from(frame));
    else this.onEvent?.(frame);
  }

  #lostIfSilent = ({ code }) => {
    if (code === "timeout") this.#lost();
  };

  #lost(code = 1006, retryAfter = null) {
    this.#discard();
    if (meansStopped(code)) return this.#become("stopped", code);
    const pause = retryAfter ? retryAfter * 1000 : this.backoff.next();
    const spread = code === CloseCode.RESTARTING ? this.random() * RESTART_SPREAD : 0;
    this.#become("waiting", code);
    this.#cancelTimer = this.clock.after(pause + spread, () => this.#connect());
  }

  #loseAfter(ms) {
    this.#cancelTimer();
    this.#cancelTimer = this.clock.after(ms, () => this.#lost());
  }

  /** Lets go of the socket at once: a half-open one may take minutes to say that it closed. */
  #discard() {
    this.#cancelTimer();
    const socket = this.#socket;
    this.#socket = null;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
    for (const ref of [...this.#awaiting.keys()]) this.#settle(ref, new CommandError("disconnected"));
  }

  #become(state, code = null) {
    if (state === this.state) return;
    this.state = state;
    this.onState?.(state, code);
  }
}
