/**
 * Where an Outgoing's items are kept: those on their way with the tab, whose reload they survive; those refused with the
 * drafts of their conversation, which survive that it is closed.
 *
 *   new OutgoingStore({ ofTab: { load, save }, draft: (conversation) => ({ load, save }), drafts: () => [{ load, save }] })
 */
export class OutgoingStore {
  #known = new Map();

  constructor({ ofTab, draft, drafts }) {
    Object.assign(this, { ofTab, draft, drafts });
  }

  load() {
    const going = this.ofTab.load();
    return inOrder([...this.refused().filter(isNoneOf(going)), ...going]);
  }

  refused() {
    const kept = this.drafts().flatMap((slot) => slot.load());
    this.#known = new Map(kept.map((item) => [item.client_id, item.conversation]));
    return kept;
  }

  /** Changes only what changed here: another tab may have put something there, or taken it away. */
  save(items) {
    this.ofTab.save(items.filter(isGoingOut));
    const refused = new Map(items.filter((item) => !isGoingOut(item)).map((item) => [item.client_id, item]));
    for (const [id, conversation] of this.#known) if (!refused.has(id)) this.#replace(conversation, id);
    for (const [id, item] of refused) if (!this.#known.has(id)) this.#replace(item.conversation, id, item);
  }

  #replace(conversation, id, ...item) {
    const slot = this.draft(conversation);
    slot.save([...slot.load().filter(({ client_id }) => client_id !== id), ...item]);
    if (item.length) this.#known.set(id, conversation);
    else this.#known.delete(id);
  }
}

export const isGoingOut = ({ state }) => state !== "failed";

export const inOrder = (items) => items.sort((one, other) => one.at - other.at);

export function isNoneOf(items) {
  const ids = new Set(items.map(({ client_id }) => client_id));
  return ({ client_id }) => !ids.has(client_id);
}
