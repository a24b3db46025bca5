import { ChatHttp } from "../core/http.js";
import { Announcer } from "../ui/announcer.js";
import { element } from "../ui/dom.js";
import { Chat } from "./chat.js";
import { ConversationView } from "./conversation-view.js";
import { Panel } from "./panel.js";
import { StartForm } from "./start-form.js";
import { textIn } from "./strings.js";
import { showUnread } from "./unread.js";

/** Puts the chat behind the launcher of a <live-chat> element; answers when the chat has its looks. */
export async function mount(host) {
  const sheet = host.querySelector("link").cloneNode();
  const dressed = new Promise((resolve) => (sheet.onload = sheet.onerror = resolve));
  sheet.href = host.dataset.sheet;
  host.shadowRoot.append(sheet);
  await dressed;
  return new Widget(host);
}

class Widget {
  #view = null;
  #newAfter = null;
  #wasInTrouble = false;
  #drawing = null;
  #availability = {};

  constructor(host) {
    const { base, strings } = host.dataset;
    this.host = host;
    this.memory = host.memory;
    this.locale = host.closest("[lang]")?.lang || undefined;
    this.text = textIn(this.locale, JSON.parse(strings || "{}"));
    this.http = new ChatHttp(base);
    this.chat = this.#makeChat(base);
    this.panel = new Panel({ text: this.text, onClose: () => this.close(), onEnd: () => this.#end() });
    const polite = element("div", { class: "hidden", "aria-live": "polite" });
    const urgent = element("div", { class: "hidden", role: "alert" });
    this.announcer = new Announcer(polite, urgent, { text: this.text });
    host.region.append(this.panel.dialog, polite, urgent);
    host.launcher.setAttribute("aria-controls", "panel");
    host.region.addEventListener("keydown", (event) => this.#pressed(event));
    this.#watchPage();
    this.recall();
    // On a narrow screen it would cover the page that was just asked for.
    if (this.memory.open.load() && this.chat.hasStarted && !this.panel.isSheet) this.#show();
  }

  open() {
    if (!this.panel.isOpen) this.#show();
    this.#view.focus();
  }

  close() {
    if (!this.panel.isOpen) return;
    this.panel.hide();
    this.#newAfter = null;
    this.memory.open.save(null);
    this.#say("close");
    this.host.launcher.focus();
  }

  toggle() {
    if (this.panel.isOpen) this.close();
    else this.open();
  }

  /** Takes up what this or another tab has started. */
  recall() {
    this.chat.recall();
    this.#draw();
  }

  get #isWatching() {
    return this.panel.isOpen && !document.hidden && this.#view.isAtEnd;
  }

  #makeChat(base) {
    const { page } = this.host.dataset;
    return new Chat({
      http: this.http,
      memory: this.memory,
      socketUrl: (id) => new URL(`${base}ws/visitor/${id}/`, location.href).href.replace(/^http/, "ws"),
      page: () => ({ page: Number(page) || undefined, url: location.href, title: document.title }),
      onChange: () => this.#drawSoon(),
      onHeard: ({ author, body }) => this.announcer.message(author.name, body),
      onOutgoing: (item, outcome) => this.#outgoing(item, outcome),
    });
  }

  #watchPage() {
    addEventListener("online", () => this.chat.wake());
    addEventListener("offline", () => this.chat.networkLost());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) this.chat.wake();
      this.#drawSoon();
    });
    // A page kept for the back button may hold no socket.
    addEventListener("pagehide", ({ persisted }) => persisted && this.chat.pause());
    addEventListener("pageshow", ({ persisted }) => persisted && this.chat.unpause());
  }

  #show() {
    this.panel.show();
    this.#draw();
    this.#view.toEnd?.();
    this.#say("open");
    this.#lookAround();
  }

  #say(what) {
    this.host.launcher.setAttribute("aria-expanded", String(this.panel.isOpen));
    this.host.dispatchEvent(new CustomEvent(`livechat:${what}`));
    this.#drawSoon();
  }

  async #lookAround() {
    this.#availability = await this.http.availability(this.host.dataset.page).catch(() => this.#availability);
    this.#view.prepare?.(this.#availability);
    this.#drawSoon();
  }

  #outgoing(item, outcome) {
    if (outcome === "added") this.#newAfter = null;
    if (outcome === "sent") this.announcer.say(this.text("sent"));
    if (outcome !== "late" && outcome !== "failed") return;
    this.announcer.warn(this.text("not_sent"));
    if (this.chat.hasStarted) return;
    this.#draw();
    this.#view.complain(this.text(`refused_${item.code}`) || this.text("refused"));
  }

  #end() {
    this.chat.end().catch(() => this.announcer.warn(this.text("refused")));
  }

  #startOver() {
    this.chat.startOver();
    this.#draw();
    this.#lookAround();
  }

  #pressed(event) {
    if (event.key !== "Escape" || event.isComposing || !this.panel.isOpen) return;
    event.preventDefault();
    this.close();
  }

  /** Once for any number of changes at a time. */
  #drawSoon() {
    this.#drawing ??= Promise.resolve().then(() => this.#draw());
  }

  #draw() {
    this.#drawing = null;
    this.#chooseView();
    this.#placeDivider();
    this.#describe();
    this.#view.render?.({ newAfter: this.#newAfter });
    if (this.#isWatching) this.chat.markSeen();
    showUnread(this.#isWatching ? 0 : this.chat.timeline.unread.length, this.host, this.text);
    this.#tellOfTrouble();
  }

  #chooseView() {
    const View = this.chat.hasStarted ? ConversationView : StartForm;
    if (this.#view instanceof View) return;
    const hadFocus = this.panel.hasFocus;
    this.#view = this.chat.hasStarted ? this.#conversationView() : this.#startForm();
    this.panel.body.replaceChildren(this.#view.node);
    if (this.panel.isOpen) this.memory.open.save(this.chat.hasStarted);
    if (hadFocus) this.#view.focus();
  }

  #startForm() {
    const { text, memory, chat } = this;
    const form = new StartForm({ text, store: memory.draft, onStart: (body, details) => chat.say(body, details) });
    form.prepare({ chat: true, ...this.#availability });
    return form;
  }

  #conversationView() {
    const { text, locale, chat, memory } = this;
    return new ConversationView({
      ...{ text, locale, chat, store: memory.draft },
      onStartOver: () => this.#startOver(),
      onAtEnd: () => this.#drawSoon(),
    });
  }

  /** "New messages" stands before the first one that came while nobody looked. */
  #placeDivider() {
    const [first] = this.chat.timeline.unread;
    const isFirstLook = this.#view.isEmpty;
    if (this.#newAfter === null && first && (isFirstLook || !this.#isWatching)) this.#newAfter = first.seq - 1;
  }

  #describe() {
    const { timeline, isEnded, stopped } = this.chat;
    const { conversation, presence } = timeline;
    const isOnline = presence.staff_online ?? this.#availability.online;
    this.chat.isStaffOnline = isOnline;
    const department = (conversation ?? this.#availability).department?.name ?? this.text("chat");
    const assignee = conversation?.assignee;
    this.panel.describe({
      title: assignee ? `${assignee.name} · ${department}` : department,
      presence: isOnline === undefined ? "" : this.text(isOnline ? "online" : "away"),
      isOnline: Boolean(isOnline),
      canEnd: Boolean(conversation) && !isEnded && !stopped,
    });
  }

  #tellOfTrouble() {
    const { inTrouble } = this.chat;
    if (inTrouble === this.#wasInTrouble) return;
    this.#wasInTrouble = inTrouble;
    this.announcer.say(this.text(inTrouble ? this.chat.troubleName : "back_online"));
  }
}
