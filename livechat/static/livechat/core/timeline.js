import * as Event from "./events.js";

/**
 * What is known of one conversation, as pure state: replies and events go in, ordered messages come out.
 *
 *   const timeline = new Timeline("visitor");       // whose side we are: "visitor" or "staff"
 *   timeline.cursor();                              // {after, after_client_id?, rev?} for hello / conversation.open
 *   if (timeline.catchUp(reply)) ask again;         // the reply to either, or GET messages/: true when newer ones remain
 *   if (timeline.apply(event)) ask again;           // true when something was missed on the way
 *   timeline.prepend(reply);                        // the reply to history.get {before: timeline.oldest}
 *   timeline.messages, .conversation, .more (older ones exist), .unread, .read, .presence, .erased
 */
export class Timeline {
  conversation = null;
  messages = [];
  more = false;
  read = { visitor: 0, staff: 0 };
  presence = {};
  erased = false;
  #ahead = new Map();

  constructor(role) {
    this.role = role;
  }

  get newest() {
    return this.messages.at(-1)?.seq ?? 0;
  }

  get oldest() {
    return this.messages[0]?.seq ?? 0;
  }

  /** Messages of the other side that nobody on ours has seen. */
  get unread() {
    return this.messages.filter((message) => this.isIncoming(message) && message.seq > this.read[this.role]);
  }

  isIncoming({ author, kind }) {
    return author.role !== this.role && author.role !== "system" && kind !== "event";
  }

  cursor() {
    const last = this.messages.at(-1);
    if (!last) return { after: 0 };
    return { after: last.seq, after_client_id: last.client_id, rev: this.conversation.rev };
  }

  catchUp({ conversation, messages, more, changed = [], reset = false }) {
    const fresh = reset || !this.messages.length;
    if (fresh) {
      this.messages = [];
      this.more = more;
    }
    this.#hold(conversation);
    changed.forEach((message) => this.#replace(message));
    if (fresh) this.messages = [...messages];
    else messages.forEach((message) => this.#add(message));
    this.#closeGap();
    return !fresh && more;
  }

  prepend({ messages, more }) {
    this.messages = [...messages.filter(({ seq }) => seq < this.oldest), ...this.messages];
    this.more = more;
  }

  apply(event) {
    switch (event.type) {
      case Event.POSTED:
        return this.#add(event.message);
      case Event.CHANGED:
        this.#replace(event.message);
        return false;
      case Event.READ:
        this.#mark({ [event.role]: event.seq });
        return false;
      case Event.CONVERSATION:
        this.#hold(event.conversation);
        return false;
      case Event.PRESENCE:
        this.presence = event;
        return false;
      case Event.HEARTBEAT:
        return event.last_seq > this.newest;
      case Event.ERASED:
        this.erased = true;
        return false;
      default:
        return false;
    }
  }

  /** Shows a message in its place, or keeps it until those before it are here. */
  #add(message) {
    if (message.seq <= this.newest) return false;
    this.#ahead.set(message.seq, message);
    this.#closeGap();
    return this.#ahead.size > 0;
  }

  #closeGap() {
    for (const seq of this.#ahead.keys()) if (seq <= this.newest) this.#ahead.delete(seq);
    while (this.#ahead.has(this.newest + 1)) {
      const next = this.#ahead.get(this.newest + 1);
      this.#ahead.delete(next.seq);
      this.messages.push(next);
    }
  }

  #replace(message) {
    const index = this.messages.findIndex(({ seq }) => seq === message.seq);
    if (index >= 0) this.messages[index] = message;
  }

  /** Keeps the newer of two whole values; read marks only ever move forward. */
  #hold(conversation) {
    if (this.conversation && conversation.rev < this.conversation.rev) return;
    this.conversation = conversation;
    this.#mark(conversation.read);
  }

  #mark(read) {
    for (const [role, seq] of Object.entries(read)) this.read[role] = Math.max(this.read[role] ?? 0, seq);
  }
}
