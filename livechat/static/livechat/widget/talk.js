import { Chat } from "./chat.js";
import { ConversationView } from "./conversation-view.js";
import { showUnread } from "./unread.js";

/** Joins a chat with the panel, the launcher, the page and the announcer around it. */
export class Talk {
  #view = null;
  #newAfter = null;
  #wasInTrouble = false;
  #drawing = null;
  #place;

  constructor(widget) {
    this.widget = widget;
    this.chat = this.#makeChat();
    this.#watchPage();
  }

  get view() {
    return (this.#view ??= this.#makeView());
  }

  get hasStarted() {
    return this.chat.hasStarted;
  }

  recall() {
    this.chat.recall();
    this.draw();
  }

  start(body, details) {
    this.chat.say(body, details);
    this.draw();
  }

  end() {
    this.chat.end().catch(() => this.widget.announcer.warn(this.widget.text("refused")));
  }

  /** The choice is heard at once. */
  switchSound() {
    const { memory } = this.widget;
    memory.sound.save(!memory.sound.load());
    this.#ring();
    this.draw();
  }

  visited() {
    this.chat.visited();
  }

  panelMoved() {
    if (!this.widget.panel.isOpen) this.#newAfter = null;
    else if (this.hasStarted) this.view.toEnd();
    this.drawSoon();
  }

  /** Once for any number of changes at a time. */
  drawSoon() {
    this.#drawing ??= Promise.resolve().then(() => this.draw());
  }

  draw() {
    this.#drawing = null;
    const { host, panel, text } = this.widget;
    const { timeline } = this.chat;
    if (this.hasStarted) {
      this.widget.showTalk();
      this.#placeDivider();
      panel.describe(this.#header());
      this.view.render({ newAfter: this.#newAfter });
      if (this.#isWatching) this.chat.markSeen();
      this.#tellOfTrouble();
      this.#tellOfPlace(timeline.conversation?.position);
    }
    showUnread(this.#isWatching ? 0 : timeline.unread.length, host, text);
  }

  get #isWatching() {
    return this.hasStarted && this.widget.panel.isOpen && !document.hidden && this.view.isAtEnd;
  }

  #makeChat() {
    const { host, http, memory, later } = this.widget;
    return new Chat({
      ...{ http, memory, later, preview: host.dataset.preview },
      socketUrl: (id) => new URL(`${http.base}ws/visitor/${id}/`, location.href).href.replace(/^http/, "ws"),
      page: () => placeOf(host.dataset),
      onChange: () => this.drawSoon(),
      onHeard: (message) => this.#heard(message),
      onOutgoing: (item, outcome) => this.#outgoing(item, outcome),
      onOver: (code) => this.#over(code),
    });
  }

  #heard({ author, body }) {
    this.widget.host.tell("message", { role: author.role });
    // Of two windows side by side, one speaks.
    if (!this.chat.isLeading) return;
    this.widget.announcer.message(author.name, body);
    if (!this.#isWatching || !document.hasFocus()) this.#ring();
  }

  #ring() {
    const { memory, later } = this.widget;
    if (memory.sound.load()) later().then(({ tone }) => tone(), () => {});
  }

  #makeView() {
    const { host, text, locale, memory, announcer, later } = this.widget;
    return new ConversationView({
      ...{ text, locale, later, chat: this.chat, store: memory.draft, sendKey: host.dataset.enter, limits: JSON.parse(host.dataset.files ?? "{}") },
      onStartOver: () => this.chat.startOver(),
      onAtEnd: () => this.drawSoon(),
      onSent: () => announcer.say(text("sent")),
    });
  }

  #watchPage() {
    const { gone } = this.widget.host;
    const on = (event, listener, target = globalThis) => target.addEventListener(event, listener, { signal: gone });
    on("online", () => this.chat.wake());
    on("offline", () => this.chat.networkLost());
    const looked = () => {
      if (!document.hidden) this.chat.wake();
      this.drawSoon();
    };
    on("visibilitychange", looked, document);
    on("focus", () => this.chat.wake());
    // A page kept for the back button may hold no socket.
    on("pagehide", () => this.chat.pause());
    on("pageshow", ({ persisted }) => persisted && this.chat.unpause());
  }

  #outgoing(item, outcome) {
    const { announcer, text } = this.widget;
    if (outcome === "added") this.#newAfter = null;
    if (outcome === "sent") {
      announcer.say(text("sent"));
      this.widget.host.tell("message", { role: "visitor" });
    }
    if (outcome === "late" || outcome === "failed") announcer.warn(text("not_sent"));
    this.drawSoon();
  }

  #over(code) {
    const { text } = this.widget;
    this.#view = this.#newAfter = null;
    this.widget.showStart(code && (text(`refused_${code}`) || text("refused")));
    this.drawSoon();
  }

  /** "New messages" stands before the first one that came while nobody looked. */
  #placeDivider() {
    const [first] = this.chat.timeline.unread;
    const unseen = this.view.isEmpty || !this.#isWatching;
    if (this.#newAfter === null && first && unseen) this.#newAfter = first.seq - 1;
  }

  #header() {
    const { timeline, isEnded, stopped } = this.chat;
    const { conversation, presence } = timeline;
    const { text, availability } = this.widget;
    const department = (conversation ?? availability).department?.name ?? text("chat");
    const isOnline = presence.staff_online ?? availability.online;
    this.chat.isStaffOnline = isOnline;
    const { name, avatar } = conversation?.assignee ?? {};
    return {
      ...{ name, picture: this.chat.http.picture(avatar), isOnline, away: "away_now", hasSound: Boolean(this.widget.memory.sound.load()) },
      title: name ? `${name} · ${department}` : department,
      canEnd: Boolean(conversation) && !isEnded && !stopped,
    };
  }

  /** One's place in the queue, each time that it changes. */
  #tellOfPlace(n) {
    if (n && n !== this.#place) this.widget.announcer.say(this.widget.text("position", { n }));
    this.#place = n;
  }

  #tellOfTrouble() {
    const { inTrouble, troubleName } = this.chat;
    if (inTrouble === this.#wasInTrouble) return;
    this.#wasInTrouble = inTrouble;
    const { announcer, text } = this.widget;
    announcer.say(text(inTrouble ? troubleName : "back_online"));
  }
}

/** Where the visitor is; on the chat's own page, where they came from. Of what led to the site no more than its path. */
function placeOf({ page, back, title = document.title }) {
  return {
    page: Number(page) || undefined,
    url: new URL(back ?? "", location.href).href,
    title,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    referrer: document.referrer.split("?")[0],
  };
}
