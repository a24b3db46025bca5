/**
 * One message at a time, in the place where Wagtail shows its own, for as long as it is true.
 *
 *   const toast = new Toast({ text, address: (id) => "/admin/chat/…" });
 *   toast.show("Grace is waiting.", [id]); toast.keepTo(now); toast.forget(); toast.isShown
 *   toast.show("Sam mentioned you.", [id], { isLasting: true });   // until the next
 */
export class Toast {
  #node = null;
  #ids = [];
  #isLasting = false;
  #isUrgent = false;

  constructor({ text, address }) {
    Object.assign(this, { text, address });
  }

  get isShown() {
    return Boolean(this.#node?.isConnected);
  }

  show(words, ids, { isUrgent = false, isLasting = false } = {}) {
    this.forget();
    document.dispatchEvent(new CustomEvent("w-messages:add", { detail: { text: words, type: "warning" } }));
    this.#node = document.querySelector(".messages ul")?.lastElementChild;
    if (!this.#node) return;
    this.#ids = ids;
    this.#isLasting = isLasting;
    this.#isUrgent = isUrgent;
    if (isUrgent) this.#node.setAttribute("role", "alert");
    const link = document.createElement("a");
    link.className = "button button-small button-secondary";
    link.href = this.address(ids.length === 1 ? ids[0] : null);
    link.textContent = this.text("open");
    this.#node.append(" ", link);
  }

  /** Goes when nothing waits any more, or not what it speaks of. */
  keepTo({ count, newest, own }) {
    if (this.#isLasting) return;
    const known = new Set((this.#isUrgent ? own : newest).map(({ id }) => id));
    const isAll = this.#isUrgent || count <= newest.length;
    const isOver = this.#ids.length ? isAll && !this.#ids.some((id) => known.has(id)) : !count;
    if (isOver) this.forget();
  }

  forget() {
    this.#node?.remove();
    this.#node = null;
    this.#ids = [];
  }
}
