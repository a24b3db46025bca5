const TOLD = "livechat:waiting:told";

/**
 * What is to be said of what waits, in this tab: each news once, and a reminder now and then.
 *
 *   const news = new News({ text, choices });
 *   news.of(now)                        // { news: "Grace is waiting …", ids, given: { text, ids } or null }
 *   news.reminder(now, { isShown })     // a sentence, or the empty text
 */
export class News {
  #own = null;
  #saidAt = Date.now();
  #toldHere = null;

  constructor({ text, choices, storage = globalThis.sessionStorage, now = () => Date.now() }) {
    Object.assign(this, { text, choices, storage, clock: now });
  }

  of(now) {
    const given = this.#given(now.own);
    // Not what waited before this tab was there.
    this.#told ??= latest(now);
    const fresh = now.newest.filter(({ since }) => since > this.#told);
    if (!fresh.length) return { news: "", ids: [], given };
    this.#told = latest(now);
    this.#saidAt = this.clock();
    const one = fresh.length === 1;
    return { news: this.text(one ? "new_waiting" : "new_waiting_more", { name: fresh[0].name }), ids: fresh.map(({ id }) => id), given };
  }

  reminder({ count }, { isShown }) {
    const { every } = this.choices;
    if (!count || !every || isShown || this.clock() - this.#saidAt < every * 1000) return "";
    this.#saidAt = this.clock();
    return this.text("still_waiting", { n: count });
  }

  /** A conversation that is this person's now and was not at the last look. */
  #given(own = []) {
    const before = this.#own;
    this.#own = new Set(own.map(({ id }) => id));
    const fresh = before && own.filter(({ id }) => !before.has(id));
    return fresh?.length ? { text: this.text("given", { name: fresh[0].name }), ids: [fresh[0].id] } : null;
  }

  get #told() {
    try {
      return this.#toldHere ?? this.storage.getItem(TOLD);
    } catch {
      return this.#toldHere;
    }
  }

  set #told(since) {
    this.#toldHere = since;
    try {
      this.storage.setItem(TOLD, since);
    } catch {
      // refused: told again on the next page
    }
  }
}

const latest = ({ newest }) => newest[0]?.since ?? "";
