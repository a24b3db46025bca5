import { Command } from "../../livechat/core/protocol.js";
import { asCommand } from "./filters.js";
import { Inbox } from "./inbox.js";

const PAGE = 100;

/**
 * Keeps an inbox filled: the view that was asked for, more of it, and all of it again when the server's is another.
 *
 *   const listing = new Listing({ views, me, ask: (command) => promise, search: (words) => promise, onChange });
 *   listing.begin(scope, replies); listing.show({ view: "mine", filters: { tag: "vip" } }); listing.loadMore();
 *   listing.compare(token);    // the `inbox` of a hello or a heartbeat
 *   listing.isLoading, listing.problem    // what is wrong with what was searched for, in a sentence
 */
export class Listing {
  problem = "";
  #token = null;
  #asked = null;
  #isLoadingMore = false;

  constructor({ views, me, ask, search, onChange }) {
    Object.assign(this, { ask, search, onChange, inbox: new Inbox({ views, me }) });
  }

  get isLoading() {
    return Boolean(this.#asked);
  }

  begin(scope, replies) {
    this.inbox.begin(scope);
    this.#fill(replies.map((reply, index) => [this.inbox.sources[index], reply]));
  }

  isOn(scope) {
    return isSame(scope, this.#asked ?? this.inbox.scope);
  }

  /** Shows a view, or what a search finds, as soon as it is here. */
  async show(scope) {
    const asked = (this.#asked = scope);
    const replies = await this.#load(scope).catch(() => null);
    if (asked !== this.#asked) return;
    this.#asked = null;
    if (replies) {
      this.problem = replies[0]?.[1].problem ?? "";
      this.inbox.begin(scope);
      this.#fill(replies);
    }
    this.onChange();
  }

  async loadMore() {
    if (this.#isLoadingMore) return;
    this.#isLoadingMore = true;
    const { scope } = this.inbox;
    const wanted = this.inbox.more.map(async (source) => {
      const reply = await this.#get(source, scope, { before: this.inbox.cursor(source) });
      if (scope === this.inbox.scope) this.inbox.append(source, reply);
    });
    await Promise.allSettled(wanted);
    this.#isLoadingMore = false;
    this.onChange();
  }

  /** It may hold more than it shows, whatever the token says. */
  refresh() {
    return this.compare(null);
  }

  async compare(token) {
    const { scope } = this.inbox;
    if ((token && token === this.#token) || scope.query) return;
    const replies = await this.#load(scope).catch(() => []);
    if (scope !== this.inbox.scope) return;
    this.#fill(replies);
    this.onChange();
  }

  async #load({ query, ...scope }) {
    if (query) return [["", await this.search(query).catch(asNothing)]];
    return Promise.all(this.inbox.views[scope.view].map(async (source) => [source, await this.#get(source, scope)]));
  }

  #get(source, { filters }, more = {}) {
    return this.ask({ type: Command.INBOX, view: source, limit: PAGE, ...asCommand(filters), ...more });
  }

  #fill(replies) {
    for (const [source, reply] of replies) {
      if (source) this.inbox.catchUp(source, reply);
      else this.inbox.found(reply);
      this.#token = reply.inbox ?? this.#token;
    }
  }
}

const isSame = (one, other) =>
  one.view === other.view && one.query === other.query && JSON.stringify(one.filters) === JSON.stringify(other.filters);

/** A condition that is none finds nothing, and says why. */
function asNothing(error) {
  if (error.code !== "bad_value") throw error;
  return { conversations: [], more: false, problem: error.message };
}
