/** How long to wait before the next try: doubling, with jitter so that clients do not come back together. */
export class Backoff {
  #tries = 0;

  constructor({ first = 500, most = 20000, random = Math.random } = {}) {
    Object.assign(this, { first, most, random });
  }

  next() {
    const ceiling = Math.min(this.most, this.first * 2 ** this.#tries++);
    return ceiling * (0.5 + this.random() / 2);
  }

  reset() {
    this.#tries = 0;
  }
}
