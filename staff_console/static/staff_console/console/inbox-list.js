import { element, setText } from "../../livechat/ui/dom.js";
import { InboxRows } from "./inbox-row.js";
import { listenToKeys } from "./list-keys.js";
import { RowWindow } from "./row-window.js";
import { SteadyOrder } from "./steady-order.js";
import { visitorName } from "./visitor.js";

const NEAR_THE_END = 600; // px

/**
 * The list of conversations. Each is one link; nothing moves while somebody points at the list or is in it. Of thousands
 * some hundred are on the page, those about where one reads.
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
  ids = [];
  #lines = new Map();
  #isPointedAt = false;
  #drawn = null;

  constructor(place, { text, times, me, locale, selection, address, onRelease, onEnd }) {
    Object.assign(this, { text, selection, address, onRelease });
    this.place = place;
    for (const part of ["rows", "news", "empty", "more"]) this[part] = place.querySelector(`[data-inbox=${part}]`);
    this.looks = new InboxRows({ text, times, me, locale });
    this.order = new SteadyOrder();
    this.window = new RowWindow();
    this.frame = this.rows.parentElement;
    this.#watch();
    // Further pages come by themselves before one has scrolled to the end; the button is there for keys.
    const near = { root: this.frame, rootMargin: `${NEAR_THE_END}px` };
    new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && onEnd(), near).observe(this.more);
  }

  focus(id) {
    if (!this.#lines.has(id) && this.window.reach(id)) this.#draw();
    const link = this.#lines.get(id)?.link;
    link?.focus();
    return Boolean(link);
  }

  render(inbox, { opened, failed }) {
    const isGone = (id) => !inbox.latest(id);
    const wanted = inbox.rows.map(({ id }) => id);
    const isFurther = (id) => inbox.isFurther(id);
    const { ids, news } = this.order.arrange(wanted, { isHeld: this.#isHeld, isGone, isFurther });
    this.ids = ids;
    this.#drawn = { inbox, opened, failed };
    setText(this.news, news ? this.text("news", { n: news }) : "");
    this.news.hidden = !news;
    this.place.classList.toggle("livechat-inbox__frame--selecting", this.selection.isOn);
    this.#draw();
    this.#scrolled();
  }

  /** The rows about where one reads, and the one that one is on, wherever that is. */
  #draw() {
    const { inbox, opened, failed } = this.#drawn;
    const about = new Set(this.window.of(this.ids));
    const focused = this.rows.contains(document.activeElement) && document.activeElement.closest("li")?.dataset.row;
    const shown = this.ids.filter((id) => (about.has(id) || id === focused) && inbox.latest(id));
    const kept = new Set(shown);
    this.#staying(() => {
      for (const [id, { item }] of this.#lines) if (!kept.has(id)) this.#forget(id, item);
      let place = this.rows.firstElementChild;
      for (const id of shown) {
        const { item } = this.#line(inbox.latest(id), { isOpened: id === opened, hasFailed: failed.has(id) });
        if (item === place) place = place.nextElementSibling;
        else this.rows.insertBefore(item, place);
      }
      this.#number(shown, inbox.more.length > 0);
    });
    this.more.hidden = !inbox.more.length || this.window.after > 0;
  }

  /** What one reads stays where it is, whatever comes and goes above it. */
  #staying(change) {
    const top = this.frame.getBoundingClientRect().top;
    const isRead = ({ item }) => item.getBoundingClientRect().bottom > top;
    const anchor = this.frame.scrollTop > 0 && [...this.#lines.values()].find(isRead)?.item;
    const before = anchor && anchor.getBoundingClientRect().top;
    change();
    if (anchor?.isConnected) this.frame.scrollTop += anchor.getBoundingClientRect().top - before;
  }

  /** Where not all rows are on the page, each says which one it is. */
  #number(shown, isMore) {
    const isPart = this.window.before > 0 || this.window.after > 0;
    const places = new Map(isPart ? this.ids.map((id, place) => [id, place + 1]) : []);
    for (const id of shown) {
      const { item } = this.#lines.get(id);
      if (isPart) item.setAttribute("aria-posinset", places.get(id));
      else item.removeAttribute("aria-posinset");
      if (isPart) item.setAttribute("aria-setsize", isMore ? -1 : this.ids.length);
      else item.removeAttribute("aria-setsize");
    }
  }

  /** Further rows before one comes to the last of those on the page. */
  #scrolled() {
    if (!this.window.before && !this.window.after) return;
    const { scrollTop, scrollHeight, clientHeight } = this.frame;
    const isNearEnd = scrollHeight - scrollTop - clientHeight < NEAR_THE_END;
    const hasMoved = isNearEnd ? this.window.down() : scrollTop < NEAR_THE_END && this.window.up();
    if (hasMoved) this.#draw();
  }

  /** What stands below the rows: that there are none, or the way to more. */
  renderEnds(inbox, { isLoading, isOver, problem }) {
    this.place.setAttribute("aria-busy", String(isLoading));
    const isEmpty = !inbox.rows.length && !isLoading && !isOver;
    const isNarrowed = Object.keys(inbox.scope.filters).length > 0;
    const why = inbox.query ? "empty_search" : isNarrowed ? "empty_filters" : `empty_${inbox.view}`;
    this.empty.hidden = !isEmpty;
    setText(this.empty, isEmpty ? problem || this.text(why) : "");
  }

  /** Another view or search: what was held is of no interest any more. */
  reset() {
    this.order.release();
    this.window.reset();
    this.frame.scrollTop = 0;
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
      this.window.reset();
      this.onRelease();
      this.frame.scrollTop = 0;
    });
    this.frame.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    listenToKeys(this.rows, {
      ids: () => this.ids,
      focus: (id) => this.focus(id),
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
    const line = { item: element("li", { class: "livechat-inbox__item", "data-row": id }, link), link, box: null };
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
