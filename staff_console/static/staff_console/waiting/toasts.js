/**
 * One message of each kind at a time, in the place where Wagtail shows its own, for as long as it is true.
 *
 *   const toasts = new Toasts({ text, address: (id) => "/admin/chat/…" });
 *   toasts.show({ kind: "waiting", text: "Grace is waiting.", ids: [id] });
 *   toasts.keepTo(now); toasts.isShown("waiting")
 */
export class Toasts {
  #shown = new Map();

  constructor({ text, address }) {
    Object.assign(this, { text, address });
  }

  isShown(kind) {
    return Boolean(this.#shown.get(kind)?.node.isConnected);
  }

  show({ kind, text: words, ids }) {
    this.#forget(kind);
    document.dispatchEvent(new CustomEvent("w-messages:add", { detail: { text: words, type: "warning" } }));
    const node = document.querySelector(".messages ul")?.lastElementChild;
    if (!node) return;
    if (URGENT.has(kind)) node.setAttribute("role", "alert");
    node.append(" ", this.#link(ids.length === 1 ? this.address(ids[0]) : this.address(null, VIEW[kind])));
    this.#shown.set(kind, { node, ids });
  }

  #link(href) {
    const link = document.createElement("a");
    link.className = "button button-small button-secondary";
    link.href = href;
    link.textContent = this.text("open");
    return link;
  }

  /** Those go that speak of nothing any more. */
  keepTo(now) {
    for (const [kind, { ids }] of this.#shown) {
      const { rows, isAll } = OF[kind](now);
      const known = new Set(rows.map(({ id }) => id));
      const isOver = ids.length ? isAll && !ids.some((id) => known.has(id)) : !rows.length;
      if (isOver) this.#forget(kind);
    }
  }

  #forget(kind) {
    this.#shown.get(kind)?.node.remove();
    this.#shown.delete(kind);
  }
}

const URGENT = new Set(["given", "escalated"]);
const VIEW = { mentioned: "mentions", escalated: "waiting" };

/** The latest that a message may speak of, and whether that is all there is. */
const OF = {
  waiting: ({ count, newest }) => ({ rows: newest, isAll: count <= newest.length }),
  given: ({ own = [] }) => ({ rows: own, isAll: true }),
  mentioned: ({ named = [], mentions = 0 }) => ({ rows: named, isAll: mentions <= named.length }),
  escalated: ({ escalated: { count, newest } = { count: 0, newest: [] } }) => ({ rows: newest, isAll: count <= newest.length }),
};
