/**
 * Keeps rows where they are while somebody points at them or has the focus among them: what comes anew goes below, what
 * left the view stays, until the list is let go of.
 *
 *   order.arrange(wanted, { isHeld, isGone: (id) => false })   // ids → { ids, news: how many came anew }
 */
export class SteadyOrder {
  #held = null;

  arrange(wanted, { isHeld, isGone }) {
    if (!isHeld || !this.#held) {
      this.#held = wanted;
      return { ids: wanted, news: 0 };
    }
    const known = new Set(this.#held);
    const stays = this.#held.filter((id) => !isGone(id));
    const news = wanted.filter((id) => !known.has(id));
    return { ids: [...stays, ...news], news: news.length };
  }

  /** The next arrangement is the wanted one, whoever holds the list. */
  release() {
    this.#held = null;
  }
}
