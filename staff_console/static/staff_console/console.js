import { Announcer } from "../livechat/ui/announcer.js";
import { setText } from "../livechat/ui/dom.js";
import { ConsoleApi } from "./console/api.js";
import { Choices } from "./console/choices.js";
import { ConversationView } from "./console/conversation-view.js";
import { Desk } from "./console/desk.js";
import { Details } from "./console/details.js";
import { InboxList } from "./console/inbox-list.js";
import { Memory } from "./console/memory.js";
import { Place } from "./console/place.js";
import { Times } from "./console/times.js";
import { visitorName } from "./console/visitor.js";
import { wordsFrom } from "./console/words.js";

const TICK = 15_000; // waiting times are told in minutes
const NEWS_STAYS = 10_000;
const COUNT_AFTER = 1200; // longer than the server remembers a count

/**
 * The whole console: keeps the page and the desk in step.
 *
 *   <div data-controller="livechat-console">
 *     <script type="application/json" id="livechat-console-start">…</script>
 *     <a data-livechat-console-target="tab" data-view="mine">Mine <span></span></a>
 *     <div data-livechat-console-target="inbox">…</div>            see InboxList
 *     <div data-livechat-console-target="thread"></div>            the open conversation
 *     <template data-livechat-console-target="template">…</template>
 *     …
 *   </div>
 */
class ConsoleController extends window.StimulusModule.Controller {
  static targets = [
    ...["tab", "inbox", "empty", "more", "status", "search", "availability"],
    ...["thread", "nothing", "template", "details", "polite", "urgent"],
  ];

  connect() {
    const start = this.#read("livechat-console-start");
    const locale = document.documentElement.lang || undefined;
    this.locale = locale;
    this.text = wordsFrom(this.#read("livechat-console-texts"), locale);
    this.times = new Times(locale);
    this.canned = start.canned;
    this.place = new Place(start.urls.index, Object.keys(start.views));
    this.memory = new Memory(start.hello.staff.id);
    this.announcer = new Announcer(this.politeTarget, this.urgentTarget, { text: this.text });
    this.#makeParts(start);
    this.#watch();
    this.desk.start();
    if (this.place.query) this.desk.show(this.place.view, this.place.query);
    this.searchTarget.value = this.place.query;
    this.draw();
  }

  disconnect() {
    this.stopWatching.abort();
    clearInterval(this.timer);
    this.desk.stop();
  }

  // What people do

  /** A click on a tab, a row, the way back, an earlier conversation: a link of this page's own. */
  follow(event) {
    const link = event.target.closest("a[href]");
    const isPlain = !event.defaultPrevented && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
    if (!link || link.target || !isPlain || !this.place.isHere(link.href)) return;
    event.preventDefault();
    this.place.go(link.href);
    this.#goneTo({ focus: true });
  }

  find() {
    clearTimeout(this.finding);
    this.finding = setTimeout(() => {
      const query = this.searchTarget.value.trim();
      if (query === this.place.query) return;
      this.place.search(query);
      this.#goneTo();
    }, 250);
  }

  preventSubmit(event) {
    event.preventDefault();
  }

  escape(event) {
    if (event.defaultPrevented || !this.desk.opened || !this.threadTarget.contains(event.target)) return;
    this.list.focus(this.desk.opened.id);
  }

  async loadMore() {
    await this.desk.loadMore();
  }

  setAvailability() {
    this.desk.setAvailability(this.availabilityTarget.value).catch(() => this.#complain(this.text("refused_disconnected")));
  }

  openDetails() {
    this.#showDetails(true);
    this.detailsTarget.focus();
  }

  closeDetails() {
    this.#showDetails(false);
    this.view?.parts.details.focus();
  }

  // What happens

  /** Somebody new waits; the sidebar's controller asks whether this page says so itself. */
  waiting(event) {
    event.preventDefault();
    const { now, news } = event.detail;
    this.counts = { waiting: now.count, mine: now.mine ?? this.counts.mine };
    if (news) this.#say(news);
    this.drawSoon();
  }

  drawSoon() {
    this.drawing ??= Promise.resolve().then(() => this.draw());
  }

  draw() {
    this.drawing = null;
    const { desk } = this;
    this.#drawTabs();
    this.list.render(desk.inbox, { opened: desk.opened?.id, failed: this.#failed() });
    this.#drawInboxEnds();
    this.#drawThread();
    this.#drawStatus();
    this.availabilityTarget.value = desk.me.availability;
    if (this.view && !document.hidden && this.view.isAtEnd) desk.opened.markSeen();
  }

  #read(id) {
    return JSON.parse(document.getElementById(id).textContent);
  }

  #makeParts(start) {
    const { text, times, memory } = this;
    const api = new ConsoleApi(start.urls.index);
    this.counts = { waiting: start.waiting.count, mine: start.mine };
    this.desk = new Desk(start, {
      ...{ api, memory },
      onChange: () => this.drawSoon(),
      onInbox: () => this.#countSoon(),
      onHeard: (id, message) => this.#heard(id, message),
      onOutgoing: (item, outcome) => this.#outgoing(item, outcome),
      onLost: (id, why) => this.#lost(why),
    });
    this.choices = new Choices(this.desk, { text });
    const address = (id) => this.place.address(id);
    this.list = new InboxList(this.inboxTarget, { text, times, me: this.desk.me.id, address, onRelease: () => this.drawSoon() });
    const load = (id) => api.surroundings(id);
    this.details = new Details(this.detailsTarget.querySelector("[data-details=body]"), { text, times, address, load, language: this.locale });
  }

  #watch() {
    this.stopWatching = new AbortController();
    const { signal } = this.stopWatching;
    addEventListener("popstate", () => this.#goneTo(), { signal });
    addEventListener("online", () => this.desk.wake(), { signal });
    addEventListener("offline", () => this.desk.trouble.check(), { signal });
    addEventListener("pagehide", ({ persisted }) => persisted && this.desk.stop(), { signal });
    addEventListener("pageshow", ({ persisted }) => persisted && this.desk.start(), { signal });
    document.addEventListener("visibilitychange", () => this.#looked(), { signal });
    this.timer = setInterval(() => this.draw(), TICK);
  }

  #countSoon() {
    clearTimeout(this.counting);
    this.counting = setTimeout(() => this.dispatch("ask", { prefix: "livechat", target: document }), COUNT_AFTER);
  }

  #looked() {
    if (!document.hidden) this.desk.wake();
    this.drawSoon();
  }

  /** The address is another one now. */
  #goneTo({ focus = false } = {}) {
    const { view, query, id } = this.place;
    const { desk } = this;
    const before = desk.opened?.id;
    if (view !== desk.inbox.view || query !== desk.inbox.query || desk.asked) {
      this.list.reset();
      desk.show(view, query);
    }
    if (document.activeElement !== this.searchTarget) this.searchTarget.value = query;
    if (id) desk.open(id);
    else desk.close();
    this.notice = "";
    setText(this.nothingTarget.querySelector("p"), this.text("nothing"));
    this.draw();
    if (focus && id && id !== before) this.wantsFocus = true;
    if (focus && !id && before) this.list.focus(before);
    this.#focusIfWanted();
  }

  #focusIfWanted() {
    if (!this.wantsFocus || !this.view || !this.desk.opened?.conversation) return;
    this.wantsFocus = false;
    this.view.focusHeading();
  }

  #heard(id, { author, body, kind }) {
    if (kind === "event" || !this.desk.opened?.conversation) return;
    this.announcer.message(author.name || visitorName(this.desk.opened.conversation, this.text), body);
  }

  #outgoing(item, outcome) {
    if (outcome === "late" || outcome === "failed") this.announcer.warn(this.text("not_sent"));
    this.drawSoon();
  }

  #lost(why) {
    const words = this.text({ "conversation.erased": "lost_erased" }[why] ?? (this.desk.isStopped ? "stopped" : "lost"));
    const hadFocus = this.threadTarget.contains(document.activeElement);
    this.place.leave();
    this.draw();
    setText(this.nothingTarget.querySelector("p"), words);
    this.announcer.warn(words);
    if (hadFocus) this.nothingTarget.focus();
  }

  async #act(name) {
    this.#complain("");
    try {
      await this.choices.carryOut(name);
      if (name === "claim") this.view?.focusAnswer();
    } catch ({ message }) {
      this.#complain(message);
    }
  }

  #complain(words) {
    this.notice = words;
    if (words) this.announcer.warn(words);
    this.drawSoon();
  }

  /** For some seconds, in place of how the connection stands. */
  #say(words) {
    this.news = words;
    clearTimeout(this.forgetting);
    this.forgetting = setTimeout(() => {
      this.news = "";
      this.drawSoon();
    }, NEWS_STAYS);
  }

  #failed() {
    const items = this.desk.outbox.items.filter(({ state }) => state === "late" || state === "failed");
    return new Set(items.map(({ conversation }) => conversation));
  }

  // Drawing

  #drawTabs() {
    for (const tab of this.tabTargets) {
      const { view } = tab.dataset;
      tab.href = this.place.viewAddress(view);
      const isCurrent = view === this.place.view && !this.place.query;
      if (isCurrent) tab.setAttribute("aria-current", "page");
      else tab.removeAttribute("aria-current");
      const count = this.counts[view];
      setText(tab.querySelector("span"), count ? String(count) : "");
    }
  }

  #drawInboxEnds() {
    const { inbox, asked } = this.desk;
    this.inboxTarget.setAttribute("aria-busy", String(Boolean(asked)));
    this.moreTarget.hidden = !inbox.more.length;
    const isEmpty = !inbox.rows.length && !asked && !this.desk.isStopped;
    this.emptyTarget.hidden = !isEmpty;
    setText(this.emptyTarget, isEmpty ? this.text(inbox.query ? "empty_search" : `empty_${inbox.view}`) : "");
  }

  #drawThread() {
    const { opened } = this.desk;
    if (this.view?.opened !== opened) this.#renewView(opened);
    this.element.classList.toggle("livechat-console--reading", Boolean(opened));
    this.nothingTarget.hidden = Boolean(opened);
    this.view?.render(this.notice || this.#troubleLine());
    this.details.render(opened?.conversation ?? null);
    this.place.name(opened?.conversation && visitorName(opened.conversation, this.text));
    this.#focusIfWanted();
  }

  #renewView(opened) {
    this.view?.node.remove();
    this.#showDetails(false);
    this.view = null;
    if (!opened) return;
    const { desk, canned, memory, text, times, locale } = this;
    this.view = new ConversationView(this.templateTarget, {
      ...{ desk, canned, memory, text, times, locale },
      onAction: (name) => this.#act(name),
      onAtEnd: () => this.drawSoon(),
    });
    this.threadTarget.append(this.view.node);
    this.view.attached();
    this.view.node.querySelector("[data-conversation=back]").href = this.place.address(null);
  }

  /** Where there is no room for the details, they come when asked for. */
  #showDetails(isOpen) {
    this.detailsTarget.classList.toggle("livechat-details--open", isOpen);
    this.view?.parts.details.setAttribute("aria-expanded", String(isOpen));
  }

  #troubleLine() {
    const { desk } = this;
    if (desk.isStopped) return this.text("stopped");
    if (desk.trouble.isOn) return this.text(desk.isOnline() ? "reconnecting" : "offline");
    return desk.outbox.items.some(({ code }) => code === "rate_limited") ? this.text("refused_rate_limited") : "";
  }

  #drawStatus() {
    const { desk } = this;
    const isWell = !desk.isStopped && !desk.trouble.isOn;
    this.statusTarget.classList.toggle("livechat-status--trouble", !isWell);
    setText(this.statusTarget.querySelector("span"), isWell ? this.news || this.text("connected") : this.#troubleLine());
  }
}

window.wagtail.app.register("livechat-console", ConsoleController);
