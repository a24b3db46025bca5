import { systemClock } from "../../livechat/core/clock.js";
import { CloseCode, Command, Event } from "../../livechat/core/protocol.js";
import { TypingSender, TypingWatcher } from "../../livechat/core/typing.js";
import { staffLink } from "../link/staff-link.js";
import { Listing } from "./listing.js";
import { Opened, isFarewell, subject } from "./opened.js";
import { Outgoing } from "./outgoing.js";
import { Trouble } from "./trouble.js";
import { Watchers } from "./watchers.js";

const PATIENCE = 10_000;

/**
 * The console without its looks: an inbox (`listing`), one open conversation (`opened`), a way to the server.
 *
 *   const desk = new Desk(start, { api, memory, onChange(), onHeard(message),
 *                                  onOutgoing(item, outcome), onLost(why), world });
 *
 * `start` is what the page was given: the replies to hello, inbox.get and conversation.open, and the views.
 */
export class Desk {
  opened = null;
  #waiting = [];

  constructor(start, { api, memory, onChange, onHeard, onOutgoing, onLost, world = {} }) {
    Object.assign(this, { api, memory, onChange, onHeard, onLost, world });
    this.me = start.hello.staff;
    this.files = start.files;
    this.departments = start.hello.departments;
    this.names = start.department_names;
    this.listing = new Listing({
      views: start.views,
      me: this.me.id,
      ask: (command) => this.#ask(command),
      search: (words) => api.search(words),
      onChange,
    });
    this.typists = new TypingWatcher({ onChange, clock: world.clock });
    this.typing = new TypingSender({ send: (on) => this.#sayTyping(on), clock: world.clock });
    this.watchers = new Watchers({ me: this.me.id, onChange, clock: world.clock });
    this.link = this.#makeLink(start.urls.socket);
    this.isOnline = world.isOnline ?? (() => navigator.onLine);
    this.trouble = new Trouble({ isWell: () => this.isOnline() && this.isConnected, onChange, clock: world.clock });
    const post = (item) => this.#post(item);
    this.outbox = new Outgoing({ ...world, post, store: memory.outbox, onChange: onOutgoing });
    this.listing.begin(start.scope, start.lists);
    if (start.opened) this.open(start.opened.conversation.id, start.opened);
  }

  get inbox() {
    return this.listing.inbox;
  }

  get isConnected() {
    return this.link.state === "open";
  }

  get isStopped() {
    return this.link.state === "stopped";
  }

  start() {
    this.link.start();
    this.trouble.check();
  }

  stop() {
    this.link.stop();
  }

  wake() {
    this.link.wake();
    this.trouble.check();
  }

  // The open conversation

  open(id, reply = null) {
    if (this.opened?.id === id) return;
    this.close();
    this.opened = new Opened(id, {
      push: (command) => this.link.push(command),
      onChange: this.onChange,
      onHeard: (message) => this.#heard(message),
      onMissing: (why) => this.#lose(id, why),
    });
    if (reply) this.opened.begin(reply);
    if (this.isConnected) this.opened.catchUp();
    this.onChange();
  }

  close() {
    if (!this.opened) return;
    this.typing.stop();
    this.typists = new TypingWatcher({ onChange: this.onChange, clock: this.world.clock });
    this.watchers.clear();
    this.link.send({ type: Command.LEAVE, conversation: this.opened.id });
    this.opened = null;
    this.onChange();
  }

  /** Carries out a command about the open conversation, or another: `act(Command.CLAIM)`. */
  async act(type, values = {}) {
    const { opened } = this;
    const reply = await this.#ask({ type, conversation: opened?.id, ...values });
    // Over HTTP no event says what has become of it.
    if (opened === this.opened) opened?.catchUp();
    return reply;
  }

  /** `mentions`: ids of colleagues whom a note names; `cards`: what of the site goes out after it. */
  say({ body, kind, mentions = [], cards = [] }) {
    this.typing.stop({ silently: kind !== "note" });
    const { id, timeline } = this.opened;
    const about = { conversation: id, name: this.me.name, seen: timeline.newest || undefined };
    if (body) this.outbox.add(body, { ...about, kind, mentions });
    for (const card of cards) this.outbox.add(card.title, { ...about, kind: "card", card });
  }

  unsent(id) {
    return this.outbox.items.filter(({ conversation }) => conversation === id);
  }

  /** The ids of conversations with something that has not gone out. */
  get failed() {
    const unsent = this.outbox.items.filter(({ state }) => state === "late" || state === "failed");
    return new Set(unsent.map(({ conversation }) => conversation));
  }

  /** Everybody, or those only who may answer `conversation` (an id). */
  colleagues(conversation) {
    return this.#ask({ type: Command.STAFF, conversation }).then(({ staff }) => staff);
  }

  async setAvailability(state) {
    await this.#ask({ type: Command.AVAILABILITY, state });
    this.me = { ...this.me, availability: state };
    this.onChange();
  }

  // The wire

  /** A command whose time is not now but soon: it waits for the connection, for as long as one waits for an answer. */
  async #ask(command) {
    if (!this.isConnected && !this.isStopped) await this.#connected();
    return this.link.push(command);
  }

  #connected() {
    const clock = this.world.clock ?? systemClock;
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      clock.after(PATIENCE, resolve);
    });
  }

  #makeLink(path) {
    return staffLink({
      path,
      api: this.api,
      person: this.me.id,
      isDesk: true,
      world: this.world,
      onHello: (reply) => this.#greeted(reply),
      onEvent: (event) => this.#hear(event),
      onState: (state, code) => this.#linkBecame(state, code),
    });
  }

  #linkBecame(state, code) {
    if (state === "open") {
      this.#waiting.splice(0).forEach((resolve) => resolve());
      this.outbox.resume();
    }
    if (state === "stopped" && code) this.#leaveAll(code);
    this.trouble.check();
    this.onChange();
  }

  #greeted({ staff, departments, inbox }) {
    Object.assign(this, { me: staff, departments });
    this.listing.compare(inbox);
    this.opened?.catchUp();
    this.onChange();
  }

  #hear(event) {
    const id = subject(event);
    if (event.inbox) this.listing.compare(event.inbox);
    if (event.type === Event.STAFF && event.staff.id === this.me.id) this.me = event.staff;
    if (event.type === Event.INBOX) this.inbox.receive(event.conversation);
    if (event.type === Event.MENTION && this.inbox.view === "mentions") this.listing.refresh();
    if (isFarewell(event)) this.#lose(id, event.type);
    else if (id && id === this.opened?.id) this.#hearOfOpened(event);
    this.onChange();
  }

  #hearOfOpened(event) {
    if (event.type === Event.INBOX || event.type === Event.MENTION) return;
    if (event.type === Event.WATCHING) return this.watchers.apply(event);
    if (event.type !== Event.TYPING) return this.opened.hear(event);
    const isMe = event.author.role === "staff" && event.author.name === this.me.name;
    if (!isMe) this.typists.apply(event);
  }

  #heard(message) {
    this.outbox.settle(message.client_id);
    this.typists.apply({ author: message.author, on: false });
    if (message.author.id !== this.me.id) this.onHeard(message);
  }

  /** The session is over, or nothing is left to be seen: nothing stays on the screen. */
  #leaveAll(code) {
    if (code === CloseCode.NOT_ALLOWED) {
      this.memory.forgetAll();
      this.outbox.clear();
    }
    this.inbox.begin(this.inbox.scope);
    this.close();
    this.onLost(code);
  }

  #lose(id, why) {
    this.inbox.remove(id);
    this.memory.forget(id);
    for (const { client_id } of this.unsent(id)) this.outbox.settle(client_id);
    if (this.opened?.id !== id) return;
    this.close();
    this.onLost(why);
  }

  #post({ client_id, body, kind, conversation, mentions, card, seen }) {
    const about = { conversation, client_id };
    if (kind === "card") return this.link.push({ type: Command.CARD, ...about, card: card.kind, id: card.id, seen });
    if (kind === "note") return this.link.push({ type: Command.NOTE, ...about, body, mentions });
    return this.link.push({ type: Command.POST, ...about, body, seen });
  }

  #sayTyping(on) {
    if (this.opened) this.link.send({ type: Command.TYPING, conversation: this.opened.id, on });
  }
}
