import { fits } from "./filters.js";

const BELONGS = {
  waiting: ({ status }) => status === "waiting",
  open: ({ status }) => status === "open",
  mine: ({ status, assignee }, me) => status !== "closed" && assignee?.id === me,
  closed: ({ status }) => status === "closed",
  all: () => true,
  mentions: () => false, // only the server knows
};

/**
 * One view of the inbox, or the results of a search, as pure state.
 *
 *   const inbox = new Inbox({ views: { inbox: ["waiting", "open"], … }, me: "7" });
 *   inbox.begin({ view: "mine" });      // or { view: "all", filters: { tag: "vip" } }, or { view: "all", query: "lamp" }
 *   inbox.catchUp("mine", reply);       // the reply to inbox.get {view: "mine"}: what is so, as far down as it goes
 *   inbox.append("mine", reply);        // the reply to inbox.get {before: inbox.cursor("mine")}
 *   inbox.receive(conversation); inbox.remove(id);
 *   inbox.rows                          // in order
 *   inbox.latest(id)                    // also of one that has just left this view
 */
export class Inbox {
  scope = { view: null, query: "", filters: {} };
  #rows = new Map();
  #left = new Map();
  #edges = new Map();
  #further = new Set();

  constructor({ views, me }) {
    Object.assign(this, { views, me });
  }

  get view() {
    return this.scope.view;
  }

  get query() {
    return this.scope.query;
  }

  get sources() {
    return this.query ? [] : this.views[this.view];
  }

  get more() {
    return this.sources.filter((source) => this.#edges.get(source)?.more);
  }

  get rows() {
    return [...this.#rows.values()].sort(byUrgency);
  }

  begin({ view, query = "", filters = {} }) {
    this.scope = { view, query, filters };
    for (const kept of [this.#rows, this.#left, this.#edges, this.#further]) kept.clear();
  }

  catchUp(source, { conversations, more }) {
    const found = new Set(conversations.map(({ id }) => id));
    const end = more ? at(source, conversations.at(-1)) : null;
    for (const row of [...this.#rows.values()]) {
      const isWithin = end === null || isBeyond(source, end, at(source, row));
      if (isWithin && this.#isIn(source, row) && !found.has(row.id)) this.remove(row.id);
    }
    const known = this.#edges.get(source);
    const isFurther = known && end !== null && (!known.more || isBeyond(source, known.at, end));
    if (!isFurther) this.#edge(source, conversations, more);
    conversations.forEach((conversation) => this.#keep(conversation));
  }

  append(source, { conversations, more }) {
    this.#edge(source, conversations, more);
    for (const { id } of conversations) this.#further.add(id);
    conversations.forEach((conversation) => this.#keep(conversation));
  }

  found({ conversations }) {
    conversations.forEach((conversation) => this.#keep(conversation));
  }

  cursor(source) {
    return this.#edges.get(source)?.id;
  }

  receive(conversation) {
    const { id } = conversation;
    if (this.#rows.has(id) ? this.#isFixed || this.#belongs(conversation) : this.#isNews(conversation)) this.#keep(conversation);
    else if (this.#rows.delete(id) || this.#left.has(id)) this.#left.set(id, conversation);
  }

  remove(id) {
    this.#rows.delete(id);
    this.#left.delete(id);
  }

  /** Loaded from further down, not come anew. */
  isFurther(id) {
    return this.#further.has(id);
  }

  latest(id) {
    return this.#rows.get(id) ?? this.#left.get(id);
  }

  /** What a search found, and what names this person, stays whatever becomes of it. */
  get #isFixed() {
    return Boolean(this.query) || this.view === "mentions";
  }

  #isIn(source, conversation) {
    return BELONGS[source](conversation, this.me) && fits(conversation, this.scope.filters, this.me);
  }

  #belongs(conversation) {
    return this.sources.some((source) => this.#isIn(source, conversation));
  }

  /** In this view, and not below what has been loaded of it: that would leave a hole above. */
  #isNews(conversation) {
    return this.sources.some((source) => {
      const edge = this.#edges.get(source);
      const isBelow = edge?.more && isBeyond(source, at(source, conversation), edge.at);
      return this.#isIn(source, conversation) && !isBelow;
    });
  }

  #keep(conversation) {
    const known = this.#rows.get(conversation.id);
    this.#left.delete(conversation.id);
    if (!known || !isOlder(conversation, known)) this.#rows.set(conversation.id, conversation);
  }

  #edge(source, conversations, more) {
    const last = conversations.at(-1);
    this.#edges.set(source, { more, id: last?.id, at: last && at(source, last) });
  }
}

/** The server's order: those who wait as they stand in the queue, all others by the latest word. */
const at = (source, conversation) => (source === "waiting" ? inQueue(conversation) : conversation.last_message_at);
const inQueue = ({ priority = 0, waiting_since: since }) => `${9 - priority} ${since}`;
const isBeyond = (source, one, other) => (source === "waiting" ? one > other : one < other);

const isOlder = (one, other) => one.rev < other.rev || (one.rev === other.rev && one.last_seq < other.last_seq);

/** Those who wait before all others, the most urgent and then the longest first; then by the latest word. */
function byUrgency(one, other) {
  const [waits, waitsToo] = [one, other].map(({ status }) => status === "waiting");
  if (waits !== waitsToo) return waits ? -1 : 1;
  if (!waits) return compare(other.last_message_at, one.last_message_at);
  return compare(inQueue(one), inQueue(other));
}

const compare = (one, other) => (one < other ? -1 : Number(one > other));
