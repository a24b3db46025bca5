import { Command, Event } from "../../livechat/core/protocol.js";
import { Timeline } from "../../livechat/core/timeline.js";

/**
 * The one conversation on the screen: what was said, kept whole over gaps, and how far it was read.
 *
 *   const opened = new Opened(id, { push, onChange, onHeard(message), onMissing(code) });
 *   opened.begin(reply);                // a reply to conversation.open that one has already
 *   opened.catchUp();                   // enter the room and ask for what is missing
 *   opened.hear(event); opened.markSeen(); opened.loadEarlier();
 */
export class Opened {
  timeline = new Timeline("staff");
  newAfter = null;
  #asking = null;
  #again = false;
  #markedTo = 0;
  #hasBegun = false;

  constructor(id, { push, onChange, onHeard, onMissing }) {
    Object.assign(this, { id, push, onChange, onHeard, onMissing });
  }

  get conversation() {
    return this.timeline.conversation;
  }

  begin(reply) {
    this.#take(reply);
  }

  catchUp() {
    if (this.#asking) this.#again = true;
    else this.#asking = this.#ask().finally(() => (this.#asking = null));
    return this.#asking;
  }

  hear(event) {
    const before = this.timeline.newest;
    if (this.timeline.apply(event)) this.catchUp();
    if (this.timeline.erased) return this.onMissing("erased");
    this.#tell(before);
    this.onChange();
  }

  /** Tells the server how far this has been read, which is what the visitor sees as "Seen". */
  markSeen() {
    const { newest, messages } = this.timeline;
    const isNews = messages.some(({ seq, author }) => seq > this.#markedTo && author.role === "visitor");
    if (!isNews) return;
    const before = this.#markedTo;
    this.#markedTo = newest;
    this.#command({ type: Command.READ, seq: newest }).catch(() => (this.#markedTo = before));
  }

  async loadEarlier() {
    if (!this.timeline.more || this.isLoading) return;
    this.isLoading = true;
    const command = { type: Command.HISTORY, before: this.timeline.oldest, limit: 50 };
    const reply = await this.#command(command).catch(() => null);
    this.isLoading = false;
    if (!reply) return; // The next drawing asks again.
    this.timeline.prepend(reply);
    this.onChange();
  }

  async #ask() {
    try {
      do {
        this.#again = false;
        const reply = await this.#command({ type: Command.OPEN, ...this.timeline.cursor() });
        if (this.#take(reply)) this.#again = true;
      } while (this.#again);
    } catch ({ code }) {
      if (code === "not_found" || code === "forbidden") this.onMissing(code);
      // Anything else passes with the connection, and the next hello asks again.
    }
  }

  #take(reply) {
    const before = this.timeline.newest;
    const more = this.timeline.catchUp(reply);
    this.#markedTo = Math.max(this.#markedTo, reply.own_read ?? 0);
    if (this.#hasBegun) this.#tell(before);
    else this.#placeDivider(reply);
    this.#hasBegun = true;
    this.onChange();
    return more;
  }

  /** "New messages" stands before the first that the visitor wrote since somebody read here. */
  #placeDivider({ conversation, own_read: own = 0 }) {
    const read = Math.max(conversation.read.staff, own);
    if (read && this.timeline.messages.some(({ seq, author }) => seq > read && author.role === "visitor")) this.newAfter = read;
  }

  #tell(before) {
    for (const message of this.timeline.messages) if (message.seq > before) this.onHeard(message);
  }

  #command(command) {
    return this.push({ ...command, conversation: this.id });
  }
}

/** The id of the conversation that an event speaks of. */
export const subject = ({ conversation }) => conversation?.id ?? conversation;

/** Events that mean that a conversation is no longer one's own to see. */
export const isFarewell = ({ type }) => type === Event.REVOKED || type === Event.REMOVED || type === Event.ERASED;
