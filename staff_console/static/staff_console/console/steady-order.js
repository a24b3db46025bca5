/**
 * Keeps rows where they are while somebody points at them or has the focus among them: what comes anew goes below, what
 * left the view stays, until the list is let go of. What was loaded from further down belongs there, and is no news.
 *
 *   order.arrange(wanted, { isHeld, isGone: (id) => false, isFurther: (id) => false })   // ids → { ids, news: how many came anew }
 */
export class SteadyOrder {
  #held = null;

  arrange(wanted, { isHeld, isGone, isFurther = () => false }) {
    if (!isHeld || !this.#held) {
      this.#held = wanted;
      return { ids: wanted, news: 0 };
    }
    const known = new Set(this.#held);
    const unknown = wanted.filter((id) => !known.has(id));
    this.#held = [...this.#held, ...unknown.filter(isFurther)];
    const news = unknown.filter((id) => !isFurther(id));
    return { ids: [...this.#held.filter((id) => !isGone(id)), ...news], news: news.length };
  }

  /** The next arrangement is the wanted one, whoever holds the list. */
  release() {
    this.#held = null;
  }
}
