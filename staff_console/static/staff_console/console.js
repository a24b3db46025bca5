import { Command } from "../livechat/core/protocol.js";
import { eventWords } from "../livechat/ui/message-list.js";
import { actionsFor } from "./console/actions.js";
import { ConsoleApi } from "./console/api.js";
import { Choices } from "./console/choices.js";
import { ConsiderateAnnouncer } from "./console/considerate-announcer.js";
import { Desk } from "./console/desk.js";
import { InboxPane } from "./console/inbox-pane.js";
import { Memory } from "./console/memory.js";
import { People } from "./console/people.js";
import { Place } from "./console/place.js";
import { Regions } from "./console/regions.js";
import { Stage } from "./console/stage.js";
import { Standing } from "./console/standing.js";
import { Times } from "./console/times.js";
import { Undo } from "./console/undo.js";
import { visitorName } from "./console/visitor.js";
import { wordsFrom } from "./console/words.js";

const TICK = 15_000; // waiting times are told in minutes
const TYPING_PAUSE = 250;

/**
 * The whole console: keeps the page and the desk in step.
 *
 *   <div data-controller="livechat-console">
 *     <script type="application/json" id="livechat-console-start">…</script>
 *     <script type="application/json" id="livechat-console-texts">…</script>
 *     <input type="search" data-livechat-console-target="search">
 *     <select data-livechat-console-target="availability">…</select>
 *     <section data-livechat-console-target="inbox">…</section> see InboxPane
 *     <p data-livechat-console-target="status">…</p>           see Standing
 *     …                                                        see Stage
 *     <div aria-live="polite" data-livechat-console-target="polite"></div>
 *     <div role="alert" data-livechat-console-target="urgent"></div>
 *   </div>
 */
class ConsoleController extends window.StimulusModule.Controller {
  static targets = ["search", "availability", "inbox", "status", "polite", "urgent", "undo", "shortcuts"];

  connect() {
    const start = JSON.parse(document.getElementById("livechat-console-start").textContent);
    const texts = JSON.parse(document.getElementById("livechat-console-texts").textContent);
    const locale = document.documentElement.lang || undefined;
    this.text = wordsFrom(texts, locale);
    this.place = new Place(start.urls.index, Object.keys(start.views));
    this.announcer = new ConsiderateAnnouncer(this.politeTarget, this.urgentTarget, { text: this.text, holdsBack: start.holds_back });
    this.#makeParts(start, locale);
    this.#watch();
    this.desk.start();
    this.searchTarget.value = this.place.query;
    if (this.place.query) this.desk.listing.show(this.place.scope);
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
    this.#go(link.href, { focus: true });
  }

  find() {
    clearTimeout(this.finding);
    this.finding = setTimeout(() => {
      const query = this.searchTarget.value.trim();
      if (query === this.place.query) return;
      this.place.search(query);
      this.#goneTo();
    }, TYPING_PAUSE);
  }

  preventSubmit(event) {
    event.preventDefault();
  }

  /** From within the conversation back to its row. */
  escape(event) {
    if (!event.defaultPrevented && this.desk.opened && this.stage.hasFocus) this.pane.list.focus(this.desk.opened.id);
  }

  loadMore() {
    this.desk.listing.loadMore();
  }

  setAvailability() {
    const failed = () => this.#complain(this.text("refused_disconnected"));
    this.desk.setAvailability(this.availabilityTarget.value).catch(failed);
  }

  closeDetails(event) {
    // On a phone Wagtail's sidebar takes the focus at every Escape that it hears of.
    if (this.stage.closeDetails()) event.stopPropagation();
  }

  // What happens

  /** Somebody new waits; the sidebar's controller asks whether this page says so itself. */
  waiting(event) {
    event.preventDefault();
    const { now, notices } = event.detail;
    this.pane.tabs.count({ waiting: now.count, mine: now.mine, mentions: now.mentions });
    for (const notice of notices) this.#notice(notice);
    this.drawSoon();
  }

  /** Once for any number of changes at a time. */
  drawSoon() {
    this.drawing ??= Promise.resolve().then(() => this.draw());
  }

  draw() {
    this.drawing = null;
    const { desk, stage, standing } = this;
    const { opened } = desk;
    this.pane.render();
    stage.render(this.complaint || standing.trouble);
    this.people.render(opened?.conversation ?? null);
    standing.render();
    this.place.name(opened?.conversation && visitorName(opened.conversation, this.text));
    this.availabilityTarget.value = desk.me.availability;
    if (stage.view?.isAtEnd && !document.hidden) opened.markSeen();
  }

  #makeParts(start, locale) {
    const { text, place } = this;
    const api = new ConsoleApi(start.urls.index);
    const memory = (this.memory = new Memory(start.hello.staff.id));
    const times = new Times(locale);
    const onChange = () => this.drawSoon();
    this.desk = new Desk(start, {
      ...{ api, memory, onChange },
      onHeard: (message) => this.#heard(message),
      onOutgoing: (item, outcome) => this.#outgoing(item, outcome),
      onLost: (why) => this.#lost(why),
    });
    const { desk } = this;
    this.choices = new Choices(desk, { text });
    this.standing = new Standing(this.statusTarget, { desk, text, onChange });
    this.pane = new InboxPane(this.inboxTarget, {
      ...{ start, api, desk, place, text, times, locale, onChange },
      onGo: (href) => this.#go(href),
      say: (words) => this.standing.say(words),
      undo: (words, act) => this.undo.offer(words, act),
    });
    this.undo = new Undo(this.undoTarget, { text });
    const beside = this.element.querySelector("[data-details=people]");
    this.people = new People(beside, { api, text, onTrouble: (words) => this.#complain(words) });
    this.stage = new Stage(this.element, {
      ...{ desk, place, text, times, locale, memory, canned: start.canned, choosers: start.choosers, sendKey: start.send_key },
      onTags: (tags) => this.#carry(this.desk.act(Command.TAG, { tags })),
      onTrouble: (error) => this.#explain(error),
      onWarn: (words) => this.announcer.warn(words),
      onTyping: (words) => this.announcer.typed(words),
      onDiscard: (id) => this.#discard(id),
      load: (id) => api.surroundings(id),
      onAction: (name) => this.#act(name),
      onAtEnd: onChange,
    });
    this.regions = new Regions([this.pane.region, ...this.stage.regions]);
  }

  #watch() {
    this.stopWatching = new AbortController();
    const { signal } = this.stopWatching;
    addEventListener("popstate", () => this.#goneTo(), { signal });
    addEventListener("online", () => this.desk.wake(), { signal });
    addEventListener("storage", ({ key }) => this.#keptElsewhere(key), { signal });
    addEventListener("offline", () => this.desk.trouble.check(), { signal });
    // A page kept for the back button may hold no socket.
    addEventListener("pagehide", ({ persisted }) => persisted && this.desk.stop(), { signal });
    addEventListener("pageshow", ({ persisted }) => persisted && this.desk.start(), { signal });
    document.addEventListener("visibilitychange", () => this.#looked(), { signal });
    addEventListener("beforeunload", (event) => this.#leaving(event), { signal });
    this.timer = setInterval(() => this.draw(), TICK);
  }

  /** A draft stays in this browser, and so does what was refused; what is on its way would go with the tab. */
  #leaving(event) {
    if (this.desk.outbox.isOnItsWay) event.preventDefault();
  }

  #keptElsewhere(key) {
    const { opened, outbox } = this.desk;
    if (this.memory.keepsRefused(key)) {
      outbox.follow();
      this.drawSoon();
    }
    if (opened && this.stage.view?.opened === opened && this.memory.keeps(key, opened.id)) this.stage.view.follow();
  }

  #looked() {
    if (!document.hidden) this.desk.wake();
    this.drawSoon();
  }

  #go(href, how) {
    this.place.go(href);
    this.#goneTo(how);
  }

  /** The address is another one now. */
  #goneTo({ focus = false } = {}) {
    const { scope, query, id } = this.place;
    const { desk, pane, stage } = this;
    const before = desk.opened?.id;
    if (id !== before) this.announcer.release();
    if (!desk.listing.isOn(scope)) {
      pane.reset();
      desk.listing.show(scope);
    }
    if (document.activeElement !== this.searchTarget) this.searchTarget.value = query;
    if (id && id !== before && pane.tabs.counts.mentions) this.dispatch("ask", { prefix: "livechat", target: document });
    if (id) desk.open(id);
    else desk.close();
    this.complaint = "";
    stage.say(this.text("nothing"));
    this.draw();
    if (focus && id && id !== before) stage.focusSoon();
    if (focus && !id && before) pane.list.focus(before);
  }

  #heard(message) {
    const { conversation } = this.desk.opened;
    if (message.kind === "event") this.announcer.news(eventWords(message, this.text));
    else if (conversation) this.announcer.message(message.author.name || visitorName(conversation, this.text), message.body);
  }

  #outgoing(item, outcome) {
    if (outcome === "late" || outcome === "failed") this.announcer.warn(this.text("not_sent"));
    this.drawSoon();
  }

  /** The open conversation is no longer there to be seen, or nothing is. */
  #lost(why) {
    const words = this.desk.isStopped ? "stopped_line" : why === "conversation.erased" ? "lost_erased" : "lost";
    const { hasFocus } = this.stage;
    this.place.leave();
    this.draw();
    this.stage.say(this.text(words));
    this.announcer.warn(this.text(words));
    if (hasFocus) this.stage.focusNothing();
  }

  #notice({ kind, text, ids }) {
    // What one took oneself, or reads just now, is open already.
    if (kind !== "waiting" && ids.length && ids.every((id) => id === this.desk.opened?.id)) return;
    this.standing.tell(text);
    if (kind === "mentioned") this.announcer.say(text);
    else if (kind !== "waiting") this.announcer.warn(text);
    if (kind === "waiting" || kind === "given") return;
    const address = ids.length === 1 ? this.place.address(ids[0]) : this.place.viewAddress(kind === "mentioned" ? "mentions" : "waiting");
    this.undo.tell(text, () => this.#go(address, { focus: true }), this.text("open_it"));
  }

  async #act(name) {
    this.#complain("");
    try {
      const { id } = this.desk.opened;
      await this.choices.carryOut(name);
      this.undo.actedOn(id);
      if (name === "close") this.undo.offer(this.text("closed_undo"), () => this.#reopen(id), { about: id });
      if (name === "claim") this.stage.view?.focusAnswer();
    } catch ({ message }) {
      this.#complain(message);
    }
  }

  /** Shows why something was refused. */
  #explain({ code, message }) {
    this.#complain(this.text(`refused_${code}`) || message);
  }

  #carry(asked) {
    return asked.catch((error) => this.#explain(error));
  }

  /** One of the console's keys, heard by Wagtail's controller of shortcuts; not behind a dialog. */
  press({ params: { name } }) {
    if (document.querySelector(".w-dialog:not([aria-hidden]), .modal.in")) return;
    if (name.endsWith("_region")) return this.regions.step(name === "next_region" ? 1 : -1);
    if (name === "next" || name === "previous") return this.#step(name === "next" ? 1 : -1);
    const { view } = this.stage;
    const { conversation } = this.desk.opened ?? {};
    if (!view || !conversation) return;
    if (name === "reply" || name === "note") view.write(name === "note");
    else if (actionsFor(conversation, this.desk.me.id).includes(name)) this.#act(name);
  }

  /** To the conversation below or above the open one. */
  #step(by) {
    const { ids } = this.pane.list;
    const id = ids[ids.indexOf(this.desk.opened?.id) + by];
    if (id) this.#go(this.place.address(id), { focus: true });
  }

  /** Wagtail puts its dialogs into the page when they are wanted. */
  listShortcuts({ target }) {
    const table = target.id === "keyboard-shortcuts-dialog" && target.querySelector("table");
    if (!table || !this.hasShortcutsTarget) return;
    table.tBodies[0].after(this.shortcutsTarget.content); // below those of the whole admin
    this.shortcutsTarget.remove();
  }

  async #reopen(conversation) {
    await this.#carry(this.desk.act(Command.REOPEN, { conversation }));
    if (this.desk.opened?.id === conversation) this.stage.view?.focusAnswer();
  }

  /** What was refused, and is not to be sent at all; by mistake, it comes back. */
  #discard(id) {
    const { outbox } = this.desk;
    const item = outbox.discard(id);
    if (item) this.undo.offer(this.text("discarded"), () => outbox.restore(item));
  }

  #complain(words) {
    this.complaint = words;
    if (words) this.announcer.warn(words);
    this.drawSoon();
  }
}

window.wagtail.app.register("livechat-console", ConsoleController);
