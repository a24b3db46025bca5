const STEP = 60;
const MOST = 240;

/**
 * The stretch of a long list of messages that is on the page: the newest, until the reader leaves the end, and then
 * one that moves with them. However long the list, the page stays quick.
 *
 *   const stretch = new Stretch();
 *   stretch.of(messages);                          // those to show
 *   stretch.before; stretch.after;                 // how many are not shown, older and newer ones
 *   stretch.up(); stretch.down();                  // moves on, and says whether it did: draw again then
 *   stretch.hold(); stretch.toEnd();               // the reader left the end, or is there again
 */
export class Stretch {
  before = 0;
  after = 0;
  #all = [];
  #first = null;
  #last = null;

  of(messages) {
    this.#all = messages;
    const end = this.#placeOf(this.#last, messages.length - 1) + 1;
    const start = this.#placeOf(this.#first, Math.max(0, end - STEP));
    this.before = start;
    this.after = messages.length - end;
    return messages.slice(start, end);
  }

  hold() {
    this.#first ??= this.#idAt(this.before);
  }

  up() {
    if (!this.before) return false;
    const start = Math.max(0, this.before - STEP);
    this.#first = this.#idAt(start);
    if (this.#all.length - this.after - start > MOST) this.#last = this.#idAt(start + MOST - 1);
    return true;
  }

  down() {
    if (!this.after) return false;
    const end = this.#all.length - Math.max(0, this.after - STEP);
    this.#last = end < this.#all.length ? this.#idAt(end - 1) : null;
    if (end - this.before > MOST) this.#first = this.#idAt(end - MOST);
    return true;
  }

  /** Says whether anything else is to be shown now. */
  toEnd() {
    const moved = this.after > 0 || this.#all.length - this.before > MOST;
    this.#first = this.#last = null;
    return moved;
  }

  #idAt(place) {
    return this.#all[place]?.client_id ?? null;
  }

  #placeOf(id, otherwise) {
    const place = id ? this.#all.findIndex(({ client_id }) => client_id === id) : -1;
    return place < 0 ? otherwise : place;
  }
}
