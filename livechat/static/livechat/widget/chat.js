import { systemClock } from "../core/clock.js";
import { Connection } from "../core/connection.js";
import { Link } from "../core/link.js";
import { Outbox } from "../core/outbox.js";
import * as CloseCode from "../core/close-codes.js";
import * as Command from "../core/commands.js";
import * as Event from "../core/events.js";
import { Timeline } from "../core/timeline.js";
import { Turn } from "../core/turn.js";
import { TypingSender, TypingWatcher } from "../core/typing.js";

const TROUBLE_AFTER = 3000; // shorter interruptions are nobody's business

/**
 * The visitor's chat without its looks: starting, talking, coming back, ending.
 *
 *   const chat = new Chat({ http, memory, socketUrl: (id) => "wss://…", page: () => ({ page, url, title }),
 *                           later: async () => ({ Polling }), onChange(), onHeard(message), onOutgoing(item, outcome), onOver(code), world });
 */
export class Chat {
  id = null;
  timeline = new Timeline("visitor");
  inTrouble = false;
  stopped = null;
  #link = null;
  #turn = null;
  #markedTo = 0;
  #resuming = true;
  #cancelTrouble = null;

  constructor({ http, memory, socketUrl, page, later, preview, onChange, onHeard, onOutgoing, onOver, world = {} }) {
    Object.assign(this, { http, memory, socketUrl, page, later, preview, onChange, onHeard, onOutgoing, onOver, world });
    this.clock = world.clock ?? systemClock;
    this.isOnline = world.isOnline ?? (() => navigator.onLine);
    const typingSender = (on, text) => this.#link?.send({ type: Command.TYPING, on, text: preview && text?.slice(-500) });
    this.typing = new TypingSender({ send: typingSender, clock: this.clock });
    this.typists = new TypingWatcher({ onChange, clock: this.clock });
    const post = (item) => this.#post(item);
    const sent = (item, outcome) => this.#outgoing(item, outcome);
    this.outbox = new Outbox({ ...world, post, store: memory.outbox, onChange: sent });
  }

  /** Of several tabs, only one makes itself heard. */
  get isLeading() {
    return !this.#turn || this.#turn.isMine;
  }

  get hasStarted() {
    return Boolean(this.id || this.outbox.items.length);
  }

  get isEnded() {
    return this.timeline.conversation?.status === "closed";
  }

  /** Takes up what this browser remembers, in this tab or since another tab started it. */
  recall() {
    const { id } = this.memory.conversation.load() ?? {};
    if (this.id && id !== this.id) {
      this.#leave();
      if (!id) this.onOver();
    }
    if (id && !this.id) this.#follow(id);
    this.outbox.resume();
  }

  /** The first message starts the conversation; `details` are the form's other fields. */
  say(body, details = {}) {
    this.typing.stop({ silently: true });
    const start = this.hasStarted ? null : { key: randomKey(), ...details };
    this.outbox.add(body, { start });
  }

  /** A message that was stored by another way than the outbox, for a conversation that may be over by now. */
  posted(id, message) {
    if (id === this.id) this.#heard({ type: Event.POSTED, message });
  }

  markSeen() {
    const { newest, read } = this.timeline;
    if (newest <= Math.max(read.visitor, this.#markedTo) || !this.timeline.unread.length) return;
    this.#markedTo = newest;
    const marked = () => this.#heard({ type: Event.READ, role: "visitor", seq: newest });
    this.push({ type: Command.READ, seq: newest }).then(marked, () => (this.#markedTo = 0));
  }

  async loadEarlier() {
    if (!this.timeline.more || this.loadingEarlier) return;
    this.loadingEarlier = true;
    const command = { type: Command.HISTORY, before: this.timeline.oldest, limit: 50 };
    const reply = await this.push(command).catch(() => null);
    this.loadingEarlier = false;
    if (!reply) return; // The next drawing asks again.
    this.timeline.prepend(reply);
    this.onChange();
  }

  /** By HTTP: it is to work in a moment without a socket too. */
  end() {
    return this.http.command(this.id, { type: Command.CLOSE });
  }

  /** Lets go of this conversation; what could not be sent becomes the text of the next. */
  startOver(code = null) {
    const unsent = this.outbox.items.map(({ body }) => body);
    if (unsent.length) this.memory.draft.save([...unsent, this.memory.draft.load()].filter(Boolean).join("\n"));
    this.outbox.clear();
    this.memory.conversation.save(null);
    this.#leave();
    this.onOver(code);
  }

  /** At `online` and whenever the tab is looked at. */
  wake() {
    if (this.#turn?.isLookedAt()) this.#turn.claim();
    if (this.isLeading) this.#link?.wake();
    this.#checkTrouble();
  }

  networkLost() {
    this.#watchTrouble();
  }

  get troubleName() {
    return this.isOnline() ? "reconnecting" : "offline";
  }

  visited() {
    const { url, title } = this.page();
    this.#link?.send({ type: Command.PAGE, url, title });
  }

  /** Away and back, as the back/forward cache has it: a page kept there may have no socket. */
  pause() {
    this.#turn?.stop();
    this.#link?.stop();
  }

  unpause() {
    this.#turn?.start();
  }

  async #post({ client_id, body, start }) {
    if (this.id || !start) {
      const { seq, at } = await this.push({ type: Command.POST, client_id, body });
      // Its event may be late or lost; the message is not to vanish until then.
      const message = { seq, at, client_id, body, kind: "text", author: { role: "visitor", name: "" }, data: {} };
      return this.#heard({ type: Event.POSTED, message });
    }
    const { title, ...where } = this.page();
    const { conversation, message } = await this.http.start({ ...start, client_id, body, ...where });
    this.memory.conversation.save({ id: conversation.id });
    this.timeline.catchUp({ conversation, messages: [message], more: false });
    this.#follow(conversation.id);
  }

  #outgoing(item, outcome) {
    this.onOutgoing(item, outcome);
    if (outcome === "failed" && !this.id) this.startOver(item.code);
  }

  #follow(id) {
    this.id = id;
    const connection = new Connection({
      ...this.world,
      url: this.socketUrl(id),
      hello: () => this.timeline.cursor(),
      onHello: (reply) => this.#caughtUp(reply),
      onEvent: (event) => this.#heard(event),
    });
    this.#link = new Link({
      connection,
      clock: this.clock,
      loadPolling: () => this.#loadPolling(id),
      onState: (state, code) => this.#linkBecame(state, code),
    });
    this.#turn = new Turn(`livechat:${id}`, {
      ...this.world,
      onTurn: (isMine) => this.#turned(isMine),
      onHeard: ({ reply, event }) => (reply ? this.#catchUp(reply) : this.#take(event)),
    });
    this.#watchTrouble();
    this.#turn.start();
    // A tab in the background may hear nothing for long; it is to know what is unread.
    if (!this.#turn.isLookedAt()) this.#askAgain();
  }

  #turned(isMine) {
    if (isMine) this.#link.start();
    else this.#link.stop();
  }

  /** A command about this conversation; the answer. A tab that does not lead has no socket, but is not cut off. */
  push(command) {
    if (this.isLeading && this.#link) return this.#link.push(command);
    return this.http.command(this.id, command);
  }

  #askAgain() {
    if (this.isLeading) return this.#link.resync();
    this.http.messages(this.id, this.timeline.cursor()).then((reply) => this.#catchUp(reply), () => {});
  }

  async #loadPolling(id) {
    const { Polling } = await this.later();
    return new Polling({
      ...this.world,
      read: () => this.http.messages(id, this.timeline.cursor()),
      command: (frame) => this.http.command(id, frame),
      onHello: (reply) => this.#caughtUp(reply),
    });
  }

  #leave() {
    if (this.#link) this.#link.onState = null;
    this.#turn?.stop();
    this.#link?.stop();
    this.#forgetTrouble();
    Object.assign(this, { id: null, timeline: new Timeline("visitor"), stopped: null });
    this.#link = this.#turn = null;
    this.#markedTo = 0;
  }

  #linkBecame(state, code) {
    if (code === CloseCode.NOTHING_HERE || code === "not_found") return this.startOver();
    if (state === "stopped") {
      this.#forgetTrouble();
      this.stopped = this.isLeading ? code : null;
    } else if (state === "open") {
      this.#resuming = true;
      this.#checkTrouble();
      this.outbox.resume();
      this.visited();
    } else this.#watchTrouble();
    this.onChange();
  }

  #watchTrouble() {
    this.#cancelTrouble ??= this.clock.after(TROUBLE_AFTER, () => {
      this.inTrouble = !this.#isWell;
      this.onChange();
    });
  }

  #forgetTrouble() {
    this.#cancelTrouble?.();
    this.#cancelTrouble = null;
    this.inTrouble = false;
  }

  #checkTrouble() {
    if (this.#isWell) this.#forgetTrouble();
    this.onChange();
  }

  get #isWell() {
    return this.isOnline() && (!this.#link || !this.isLeading || this.#link.state === "open");
  }

  #caughtUp(reply) {
    this.#turn?.tell({ reply });
    this.#catchUp(reply);
  }

  #catchUp(reply) {
    const before = this.timeline.newest;
    if (this.timeline.catchUp(reply)) this.#askAgain();
    this.#settle(before);
    if (!this.#resuming && before) this.#tell(before);
    this.#resuming = false;
    this.onChange();
  }

  #heard(event) {
    this.#turn?.tell({ event });
    this.#take(event);
  }

  #take(event) {
    if (event.type === Event.TYPING) return event.author.role === "visitor" || this.typists.apply(event);
    const before = this.timeline.newest;
    if (this.timeline.apply(event)) this.#askAgain();
    if (this.timeline.erased) return this.startOver();
    this.#settle(before);
    this.#tell(before);
    this.onChange();
  }

  #settle(before) {
    for (const { seq, client_id } of this.timeline.messages) if (seq > before) this.outbox.settle(client_id);
  }

  #tell(before) {
    for (const message of this.timeline.messages) {
      if (message.seq <= before || !this.timeline.isIncoming(message)) continue;
      this.typists.apply({ author: message.author, on: false });
      this.onHeard(message);
    }
  }
}

/** The secret of one start: 24 URL-safe characters. */
function randomKey() {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18)))).replaceAll("+", "-").replaceAll("/", "_");
}
