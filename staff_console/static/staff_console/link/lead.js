import { CloseCode, Command } from "../../livechat/core/protocol.js";

/**
 * The one tab's part that holds the way to the server for all tabs of a browser.
 *
 *   const lead = new Lead({ person, makeLink, whenGone: (seat) => promise, tell(message), onOver() });
 *   lead.start(); lead.heard(message); lead.stop();
 *
 * It hears `join`, `ask`, `send`, `wake` and `resync` of the seats, and tells them `state`, `hello`, `event` and `answer`.
 */
export class Lead {
  #seats = new Map();
  #isOver = false;
  #isWatching = true;

  constructor({ person, makeLink, whenGone, tell, onOver }) {
    Object.assign(this, { person, whenGone, tell, onOver });
    this.link = makeLink({
      hello: () => ({ watch: (this.#isWatching = !this.#hasDesk) }),
      onHello: (reply) => this.#greeted(reply),
      onEvent: (event) => this.tell({ kind: "event", event }),
      onState: (state, code) => this.#became(state, code),
    });
  }

  start() {
    this.tell({ kind: "who" });
    this.link.start();
  }

  stop() {
    this.#isOver = true;
    this.link.stop();
  }

  heard({ kind, from, ...message }) {
    if (kind === "join") this.#join(from, message.isDesk);
    if (kind === "ask") this.#ask(from, message);
    if (kind === "send") this.#send(from, message.command);
    if (kind === "resync") this.link.resync();
    if (kind !== "wake") return;
    this.link.wake();
    this.#tellState();
  }

  get #hasDesk() {
    return [...this.#seats.values()].some(({ isDesk }) => isDesk);
  }

  #join(from, isDesk) {
    if (!this.#seats.has(from)) {
      this.#seats.set(from, { isDesk, rooms: new Set() });
      this.whenGone(from).then(() => this.#left(from));
    }
    this.#tellState();
    // What a new tab shows may be older than what has been told; and a desk makes one present.
    this.link.resync();
  }

  #left(from) {
    const seat = this.#seats.get(from);
    if (!seat || this.#isOver) return;
    const hadDesk = this.#hasDesk;
    this.#seats.delete(from);
    for (const conversation of seat.rooms) this.#leaveRoom(conversation);
    if (hadDesk && !this.#hasDesk) this.link.resync();
  }

  async #ask(from, { n, command }) {
    if (command.type === Command.OPEN) this.#seats.get(from)?.rooms.add(command.conversation);
    const refused = ({ code, message, retryAfter }) => ({ error: { code, message, retryAfter } });
    const answer = await this.link.push(command).then((reply) => ({ reply }), refused);
    this.tell({ kind: "answer", to: from, n, ...answer });
  }

  #send(from, command) {
    if (command.type !== Command.LEAVE) return this.link.send(command);
    this.#seats.get(from)?.rooms.delete(command.conversation);
    this.#leaveRoom(command.conversation);
  }

  /** Unless another tab has the conversation open: they share one socket. */
  #leaveRoom(conversation) {
    const isWanted = [...this.#seats.values()].some(({ rooms }) => rooms.has(conversation));
    if (!isWanted) this.link.send({ type: Command.LEAVE, conversation });
  }

  #greeted(reply) {
    // Somebody else has logged in since in this browser: nothing of theirs belongs in these tabs.
    if (reply.staff.id !== this.person) return this.link.stop(CloseCode.SESSION_ENDED);
    this.tell({ kind: "hello", reply });
    // A desk came or went while this was on its way.
    if (this.#isWatching === this.#hasDesk) this.link.resync();
  }

  #became(state, code) {
    if (this.#isOver) return;
    this.tell({ kind: "state", state, code });
    if (state !== "stopped") return;
    this.#isOver = true;
    this.onOver();
  }

  #tellState() {
    this.tell({ kind: "state", state: this.link.state, code: null });
  }
}
