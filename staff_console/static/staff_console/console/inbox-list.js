import { element, setText } from "../../livechat/ui/dom.js";
import { SteadyOrder } from "./steady-order.js";
import { visitorName } from "./visitor.js";

/**
 * The list of conversations. Each is one link; nothing moves while somebody points at the list or is in it.
 *
 *   <div>
 *     <button type="button" data-inbox="news" hidden>2 new</button>
 *     <div>
 *       <ul role="list" aria-label="Conversations" data-inbox="rows"></ul>
 *       <p data-inbox="empty"></p> <button type="button" data-inbox="more">Show more</button>
 *     </div>
 *   </div>
 *
 *   const list = new InboxList(div, { text, times, me, address: (id) => "…", onRelease });
 *   list.render(inbox, { opened: id, failed: new Set(ids) });
 *   list.renderEnds(inbox, { isLoading, isOver });
 *   list.focus(id);
 */
export class InboxList {
  #lines = new Map();
  #isPointedAt = false;

  constructor(place, { text, times, me, address, onRelease }) {
    Object.assign(this, { text, times, me, address, onRelease });
    this.place = place;
    for (const part of ["rows", "news", "empty", "more"]) this[part] = place.querySelector(`[data-inbox=${part}]`);
    this.order = new SteadyOrder();
    this.#watch();
  }

  focus(id) {
    const link = this.#lines.get(id)?.link;
    link?.focus();
    return Boolean(link);
  }

  render(inbox, { opened, failed }) {
    const isGone = (id) => !inbox.latest(id);
    const wanted = inbox.rows.map(({ id }) => id);
    const { ids, news } = this.order.arrange(wanted, { isHeld: this.#isHeld, isGone });
    setText(this.news, news ? this.text("news", { n: news }) : "");
    this.news.hidden = !news;
    const kept = new Set(ids);
    for (const [id, { item }] of this.#lines) if (!kept.has(id)) this.#forget(id, item);
    let place = this.rows.firstElementChild;
    for (const id of ids) {
      const { item } = this.#line(inbox.latest(id), { isOpened: id === opened, hasFailed: failed.has(id) });
      if (item === place) place = place.nextElementSibling;
      else this.rows.insertBefore(item, place);
    }
  }

  /** What stands below the rows: that there are none, or the way to more. */
  renderEnds(inbox, { isLoading, isOver }) {
    this.place.setAttribute("aria-busy", String(isLoading));
    this.more.hidden = !inbox.more.length;
    const isEmpty = !inbox.rows.length && !isLoading && !isOver;
    this.empty.hidden = !isEmpty;
    setText(this.empty, isEmpty ? this.text(inbox.query ? "empty_search" : `empty_${inbox.view}`) : "");
  }

  /** Another view or search: what was held is of no interest any more. */
  reset() {
    this.order.release();
  }

  get #isHeld() {
    return this.#isPointedAt || this.rows.contains(document.activeElement);
  }

  #watch() {
    const letGo = () => !this.#isHeld && this.onRelease();
    this.rows.addEventListener("pointerenter", ({ pointerType }) => (this.#isPointedAt = pointerType === "mouse"));
    this.rows.addEventListener("pointerleave", () => {
      this.#isPointedAt = false;
      letGo();
    });
    this.rows.addEventListener("focusout", () => queueMicrotask(letGo));
    this.news.addEventListener("click", () => {
      this.order.release();
      this.onRelease();
      this.rows.parentElement.scrollTop = 0;
    });
  }

  #forget(id, item) {
    item.remove();
    this.#lines.delete(id);
  }

  #line(conversation, { isOpened, hasFailed }) {
    const { id } = conversation;
    const since = conversation.waiting_since && this.times.since(conversation.waiting_since);
    const looks = `${isOpened} ${hasFailed} ${since} ${this.address(id)}`;
    const line = this.#lines.get(id) ?? this.#newLine(id);
    if (line.conversation === conversation && line.looks === looks) return line;
    line.link.setAttribute("href", this.address(id));
    if (isOpened) line.link.setAttribute("aria-current", "true");
    else line.link.removeAttribute("aria-current");
    line.link.className = `livechat-row livechat-row--${conversation.status}`;
    line.link.replaceChildren(...this.#parts(conversation, since, hasFailed));
    return Object.assign(line, { conversation, looks });
  }

  #newLine(id) {
    const link = element("a", { "data-conversation": id });
    const line = { item: element("li", {}, link), link };
    this.#lines.set(id, line);
    return line;
  }

  #parts(conversation, since, hasFailed) {
    const part = (name, ...children) => element("span", { class: `livechat-row__${name}` }, ...children);
    const name = element("span", { class: "livechat-row__name", dir: "auto" }, visitorName(conversation, this.text));
    const line = element("span", { class: "livechat-row__line", dir: "auto" }, ...this.#lastWords(conversation, hasFailed));
    const top = part("top", name, " ", part("time", this.#time(conversation, since)), " ");
    return [top, part("middle", line, " ", ...this.#unread(conversation)), " ", part("about", this.#about(conversation))];
  }

  #time({ status, waiting_since, last_message_at }, since) {
    if (status === "waiting" && waiting_since) return since ? this.text("waiting_for", { time: since }) : this.text("status_waiting");
    return element("time", { datetime: last_message_at }, this.times.brief(last_message_at));
  }

  #lastWords({ last_message: last }, hasFailed) {
    if (hasFailed) return [element("strong", { class: "livechat-row__failed" }, this.text("not_sent"))];
    if (!last) return [];
    if (last.kind === "note") return [element("em", {}, this.text("note")), ": ", last.body];
    return last.author.role === "staff" ? [element("em", {}, last.author.name), ": ", last.body] : [last.body];
  }

  #unread({ unread }) {
    if (!unread) return [];
    const words = element("span", { class: "w-sr-only" }, ` ${this.text("unread")}`);
    return [element("span", { class: "livechat-count livechat-count--strong" }, String(unread), words)];
  }

  #about({ status, assignee, department, page }) {
    const who = assignee && (assignee.id === this.me ? this.text("you") : assignee.name);
    const state = status === "closed" ? this.text("status_closed") : who;
    return [state, department.name, page?.title].filter(Boolean).join(" · ");
  }
}
