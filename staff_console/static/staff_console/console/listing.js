import { Command } from "../../livechat/core/protocol.js";
import { Inbox } from "./inbox.js";

const PAGE = 100;

/**
 * Keeps an inbox filled: the view that was asked for, more of it, and all of it again when the server's is another.
 *
 *   const listing = new Listing(inbox, { ask: (command) => promise, search: (words) => promise, onChange });
 *   listing.begin(view, replies); listing.show("mine"); listing.show("inbox", "lamp"); listing.loadMore();
 *   listing.compare(token);    // the `inbox` of a hello or a heartbeat
 *   listing.isLoading
 */
export class Listing {
  #token = null;
  #asked = null;

  constructor({ views, me, ask, search, onChange }) {
    Object.assign(this, { ask, search, onChange, inbox: new Inbox({ views, me }) });
  }

  get isLoading() {
    return Boolean(this.#asked);
  }

  begin(view, replies) {
    this.inbox.begin(view);
    this.#fill(replies.map((reply, index) => [this.inbox.sources[index], reply]));
  }

  isOn(view, query) {
    const { view: shown, query: searched } = this.#asked ?? this.inbox;
    return view === shown && query === searched;
  }

  /** Shows a view, or what a search finds, as soon as it is here. */
  async show(view, query = "") {
    const asked = (this.#asked = { view, query });
    const replies = await this.#load(view, query).catch(() => null);
    if (asked !== this.#asked) return;
    this.#asked = null;
    if (replies) {
      this.inbox.begin(view, query);
      this.#fill(replies);
    }
    this.onChange();
  }

  async loadMore() {
    const wanted = this.inbox.more.map(async (source) => {
      const command = { type: Command.INBOX, view: source, before: this.inbox.cursor(source), limit: PAGE };
      this.inbox.append(source, await this.ask(command));
    });
    await Promise.allSettled(wanted);
    this.onChange();
  }

  async compare(token) {
    const { view, query } = this.inbox;
    if (token === this.#token || query) return;
    const replies = await this.#load(view, "").catch(() => []);
    if (view !== this.inbox.view || this.inbox.query) return;
    this.#fill(replies);
    this.onChange();
  }

  async #load(view, query) {
    if (query) return [["", await this.search(query)]];
    const ask = async (source) => [source, await this.ask({ type: Command.INBOX, view: source, limit: PAGE })];
    return Promise.all(this.inbox.views[view].map(ask));
  }

  #fill(replies) {
    for (const [source, reply] of replies) {
      if (source) this.inbox.catchUp(source, reply);
      else this.inbox.found(reply);
      this.#token = reply.inbox ?? this.#token;
    }
  }
}
