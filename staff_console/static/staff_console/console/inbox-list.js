import { element, setText } from "../../livechat/ui/dom.js";
import { InboxRows } from "./inbox-row.js";
import { listenToKeys } from "./list-keys.js";
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
 *   const list = new InboxList(div, { text, times, me, locale, selection, address: (id) => "…", onRelease, onEnd });
 *   list.render(inbox, { opened: id, failed: new Set(ids) });
 *   list.renderEnds(inbox, { isLoading, isOver, problem });
 *   list.focus(id);
 */
export class InboxList {
  #lines = new Map();
  #isPointedAt = false;

  constructor(place, { text, times, me, locale, selection, address, onRelease, onEnd }) {
    Object.assign(this, { text, selection, address, onRelease });
    this.place = place;
    for (const part of ["rows", "news", "empty", "more"]) this[part] = place.querySelector(`[data-inbox=${part}]`);
    this.looks = new InboxRows({ text, times, me, locale });
    this.order = new SteadyOrder();
    this.#watch();
    // Further pages come by themselves before one has scrolled to the end; the button is there for keys.
    const near = { root: this.rows.parentElement, rootMargin: "600px" };
    new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && onEnd(), near).observe(this.more);
  }

  get ids() {
    return [...this.#lines.keys()];
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
    this.place.classList.toggle("livechat-inbox__frame--selecting", this.selection.isOn);
  }

  /** What stands below the rows: that there are none, or the way to more. */
  renderEnds(inbox, { isLoading, isOver, problem }) {
    this.place.setAttribute("aria-busy", String(isLoading));
    this.more.hidden = !inbox.more.length;
    const isEmpty = !inbox.rows.length && !isLoading && !isOver;
    const isNarrowed = Object.keys(inbox.scope.filters).length > 0;
    const why = inbox.query ? "empty_search" : isNarrowed ? "empty_filters" : `empty_${inbox.view}`;
    this.empty.hidden = !isEmpty;
    setText(this.empty, isEmpty ? problem || this.text(why) : "");
  }

  /** Another view or search: what was held is of no interest any more. */
  reset() {
    this.order.release();
    this.rows.parentElement.scrollTop = 0;
  }

  get #isHeld() {
    return this.#isPointedAt || this.selection.isOn || this.rows.contains(document.activeElement);
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
    listenToKeys(this.rows, {
      toggle: (id, isChosen) => this.selection.toggle(id, isChosen),
      isSelecting: () => this.selection.isOn,
    });
  }

  #forget(id, item) {
    item.remove();
    this.#lines.delete(id);
  }

  #line(conversation, { isOpened, hasFailed }) {
    const { id } = conversation;
    const { isOn } = this.selection;
    const isChosen = this.selection.has(id);
    const looks = `${isOpened} ${hasFailed} ${this.looks.since(conversation)} ${this.address(id)} ${isOn} ${isChosen}`;
    const line = this.#lines.get(id) ?? this.#newLine(id);
    if (line.conversation === conversation && line.shown === looks) return line;
    line.link.setAttribute("href", this.address(id));
    if (isOpened) line.link.setAttribute("aria-current", "true");
    else line.link.removeAttribute("aria-current");
    line.link.className = `livechat-row livechat-row--${conversation.status}`;
    line.link.replaceChildren(...this.looks.parts(conversation, { hasFailed }));
    this.#drawBox(line, visitorName(conversation, this.text), { isOn, isChosen });
    return Object.assign(line, { conversation, shown: looks });
  }

  #newLine(id) {
    const link = element("a", { "data-conversation": id });
    const line = { item: element("li", { class: "livechat-inbox__item" }, link), link, box: null };
    this.#lines.set(id, line);
    return line;
  }

  #drawBox(line, name, { isOn, isChosen }) {
    const id = line.link.dataset.conversation;
    line.item.classList.toggle("livechat-inbox__item--chosen", isOn && isChosen);
    if (!isOn) {
      line.box?.remove();
      line.box = null;
      return;
    }
    if (!line.box) {
      const toggled = ({ target }) => this.selection.toggle(id, target.checked);
      line.box = element("label", { class: "livechat-inbox__pick" }, element("input", { type: "checkbox", change: toggled }));
      line.item.prepend(line.box);
    }
    line.box.firstChild.setAttribute("aria-label", this.text("select_one", { name }));
    line.box.firstChild.checked = isChosen;
  }
}
