const NEAR = 48;

/**
 * Keeps a scrolling list where its reader is: at the end while they are there, at the line they read otherwise.
 *
 *   const keeper = new ScrollKeeper(ol, { list, onAway(isAway, count), onTop() });   // list: a MessageList on that ol
 *   keeper.keep(() => list.render(view), { added: 1 });  // `added`: new messages from the other side
 *   keeper.toEnd();
 */
export class ScrollKeeper {
  isAtEnd = true;
  #missed = 0;
  #told = "";
  #height = 0;

  constructor(scroller, { list, onAway, onTop }) {
    Object.assign(this, { scroller, list, onAway, onTop });
    scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    new ResizeObserver(() => this.isAtEnd && this.toEnd()).observe(scroller);
  }

  keep(draw, { added = 0 } = {}) {
    const anchor = this.isAtEnd ? null : this.#firstInView();
    const offset = anchor?.offsetTop;
    draw();
    if (!anchor) return this.toEnd();
    this.scroller.scrollTop += anchor.offsetTop - offset;
    this.#missed += added;
    this.#tell();
    this.#lookAtTop();
  }

  toEnd() {
    if (this.list.stretch.toEnd()) this.list.redraw();
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.#arrived();
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    if (!clientHeight) return; // hidden
    if (this.#height !== (this.#height = clientHeight) && this.isAtEnd) return this.toEnd(); // resized, not scrolled
    const left = scrollHeight - scrollTop - clientHeight;
    if (left < clientHeight && this.#move("down")) return;
    if (left < NEAR) this.#arrived();
    else {
      if (this.isAtEnd) this.list.stretch.hold();
      this.isAtEnd = false;
      this.#tell();
    }
    this.#lookAtTop();
  }

  /** After each drawing too: a reader who waits at the top scrolls no further, so no event would ask again. */
  #lookAtTop() {
    const { scrollTop, clientHeight } = this.scroller;
    if (scrollTop < clientHeight && !this.#move("up")) this.onTop?.();
  }

  /** To what is not on the page yet, if there is such in that direction. */
  #move(direction) {
    if (!this.list.stretch[direction]()) return false;
    this.isAtEnd = false;
    this.keep(() => this.list.redraw());
    return true;
  }

  #arrived() {
    this.list.stretch.toEnd();
    this.isAtEnd = true;
    this.#missed = 0;
    this.#tell();
  }

  #tell() {
    const news = `${this.isAtEnd} ${this.#missed}`;
    if (news === this.#told) return;
    this.#told = news;
    this.onAway?.(!this.isAtEnd, this.#missed);
  }

  #firstInView() {
    const top = this.scroller.scrollTop;
    return [...this.scroller.children].find((line) => line.offsetTop + line.offsetHeight > top);
  }
}
