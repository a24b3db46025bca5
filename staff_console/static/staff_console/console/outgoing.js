import { Outbox } from "../../livechat/core/outbox.js";
import { inOrder, isGoingOut, isNoneOf } from "./outgoing-store.js";

/**
 * The Outbox of one person's tab. What was refused stays until it is sent again or thrown away, in all tabs the same.
 *
 *   const outbox = new Outgoing({ post, onChange, store: memory.outbox, … });
 *   outbox.follow();                      // another tab has changed what is kept
 *   const item = outbox.discard(client_id); outbox.restore(item);
 *   outbox.isOnItsWay
 *
 * `seen`, on an item: the newest message that its writer had before them. Sent again, it goes whatever came since.
 */
export class Outgoing extends Outbox {
  get isOnItsWay() {
    return this.items.some(isGoingOut);
  }

  retry(clientId) {
    const item = this.#item(clientId);
    if (item) delete item.seen;
    super.retry(clientId);
  }

  discard(clientId) {
    const item = this.#item(clientId);
    this.settle(clientId);
    return item;
  }

  restore(item) {
    this.items = inOrder([...this.items, item]);
    this.store.save(this.items);
    this.onChange(item, "restored");
  }

  follow() {
    const going = this.items.filter(isGoingOut);
    this.items = inOrder([...this.store.refused().filter(isNoneOf(going)), ...going]);
  }

  #item(clientId) {
    return this.items.find(({ client_id }) => client_id === clientId);
  }
}
