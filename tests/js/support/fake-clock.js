/** A clock that stands still until it is told to go on. */
export class FakeClock {
  #now = 0;
  #timers = new Set();

  now = () => this.#now;

  after = (ms, callback) => {
    const timer = { at: this.#now + ms, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  /** Lets time pass, and what was promised in it come true. */
  async pass(ms) {
    const end = this.#now + ms;
    for (;;) {
      await settle();
      const due = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#timers.delete(due);
      this.#now = due.at;
      due.callback();
    }
    this.#now = end;
    await settle();
  }
}

/** Waits until every promise that can be settled is. */
export const settle = () => new Promise((resolve) => setImmediate(resolve));
