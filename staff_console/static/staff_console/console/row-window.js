const MOST = 200;
const STEP = 80;

/**
 * Those rows of a long list that are on the page: two hundred, which move with the reader. However long the list, the
 * page stays quick.
 *
 *   const rows = new RowWindow();
 *   rows.of(ids);                  // those to show
 *   rows.before; rows.after;       // how many are not shown, above and below
 *   rows.up(); rows.down();        // moves on, and says whether it did: draw again then
 *   rows.reach(id);                // moves to where this one is shown; says whether it is in the list
 *   rows.reset();                  // to the beginning
 */
export class RowWindow {
  before = 0;
  after = 0;
  #ids = [];
  #first = null;

  of(ids) {
    this.#ids = ids;
    // Rows come and go above it: what counts is which one is the first, not how many are above.
    const place = this.#first ? ids.indexOf(this.#first) : 0;
    this.#begin(place < 0 ? this.before : place);
    return ids.slice(this.before, this.before + MOST);
  }

  up() {
    return this.#moveTo(this.before - STEP);
  }

  down() {
    return this.#moveTo(this.before + STEP);
  }

  reach(id) {
    const place = this.#ids.indexOf(id);
    const isShown = place >= this.before && place < this.before + MOST;
    if (place >= 0 && !isShown) this.#begin(place - MOST / 2);
    return place >= 0;
  }

  reset() {
    this.#first = null;
    this.before = 0;
  }

  #moveTo(place) {
    const { before } = this;
    this.#begin(place);
    return this.before !== before;
  }

  #begin(place) {
    const last = Math.max(0, this.#ids.length - MOST);
    this.before = Math.min(Math.max(0, place), last);
    this.after = Math.max(0, this.#ids.length - this.before - MOST);
    // At the very beginning, what comes anew is to be seen.
    this.#first = this.before ? this.#ids[this.before] : null;
  }
}
