import { Attach } from "../ui/attach.js";
import { Composer } from "../ui/composer.js";
import { element, setText } from "../ui/dom.js";
import { MessageList } from "../ui/message-list.js";
import { ScrollKeeper } from "../ui/scroll-keeper.js";
import { ATTACH, SEND, icon } from "./icons.js";

/**
 * A conversation on the screen: the list, one quiet line, and the composer or what follows the end.
 *
 *   const view = new ConversationView({ text, locale, chat, later, store, sendKey, limits, onStartOver(), onAtEnd(), onSent() });
 *   view.render({ newAfter });
 */
export class ConversationView {
  #excess = 0;
  #shown = 0;
  #isDressed = false;
  #pictures = new Map();

  constructor({ text, locale, chat, later, store, sendKey, limits, onStartOver, onAtEnd, onSent }) {
    Object.assign(this, { text, locale, chat, later, onStartOver, onSent });
    this.messages = element("ol", { class: "messages", role: "list", tabindex: "0", "aria-label": text("messages") });
    this.jump = element("button", { type: "button", class: "jump", hidden: true, click: () => this.#toEnd() });
    this.typing = element("p", { class: "typing" });
    this.line = element("p", { class: "line" });
    this.uploads = element("ul", { class: "uploads", hidden: true });
    this.attach = new Attach({ text, limits, icon: icon(ATTACH), loadTray: () => this.#loadTray() });
    this.form = this.#composer();
    this.ended = element("div", { class: "ended", hidden: true });
    this.node = element("div", { class: "talk" }, this.messages, this.jump, this.typing, this.line, this.uploads, this.attach.hint, this.form, this.ended);
    const unsent = { retry: (id) => chat.outbox.retry(id) };
    this.list = new MessageList(this.messages, { role: "visitor", text, locale, unsent, pictures: this.#pictures });
    this.keeper = new ScrollKeeper(this.messages, {
      list: this.list,
      onTop: () => chat.loadEarlier(),
      onAway: (isAway, count) => {
        this.#offerJump(isAway, count);
        if (!isAway) onAtEnd();
      },
    });
    this.attach.listen({ pasteIn: this.form.querySelector("textarea"), dropOn: this.node });
    this.composer = new Composer(this.form, {
      store,
      sendKey,
      onSend: (body) => this.#send(body),
      onInput: (words, excess) => this.#typed(words, excess),
    });
  }

  get isEmpty() {
    return !this.#shown;
  }

  get isAtEnd() {
    return this.keeper.isAtEnd;
  }

  focus() {
    const button = this.ended.querySelector("button");
    if (this.form.hidden) (button ?? this.messages).focus();
    else this.composer.focus();
  }

  toEnd() {
    this.keeper.toEnd();
  }

  render({ newAfter }) {
    const { timeline, outbox } = this.chat;
    this.#dress(timeline.messages);
    this.#learnFace(timeline.conversation?.assignee ?? {});
    const view = { messages: timeline.messages, sending: outbox.items, seen: timeline.read.staff, newAfter };
    const added = timeline.messages.filter((message) => message.seq > this.#shown && timeline.isIncoming(message)).length;
    this.keeper.keep(() => this.list.render(view), { added });
    this.#shown = timeline.newest;
    this.#renderLines();
    this.#renderEnd();
    if (timeline.conversation?.consented || this.withdrawal) this.#offerWithdrawal();
    this.attach.isPossible = Boolean(this.chat.id) && this.ended.hidden;
  }

  /** Messages say names only: where two people of one name were here, neither has a face beside them. */
  #learnFace({ name, avatar }) {
    const picture = this.chat.http.picture(avatar);
    const isOther = this.#pictures.has(name) && this.#pictures.get(name) !== picture;
    this.#pictures.set(name, isOther ? undefined : picture);
  }

  /** The first file or card brings the looks of all. */
  async #dress(messages) {
    if (this.#isDressed || !messages.some(({ kind }) => kind === "file" || kind === "card")) return;
    this.#isDressed = true;
    try {
      const { richBodies } = await this.later();
      const fileUrl = (id) => `${this.chat.http.attachments(this.chat.id)}${id}/`;
      this.list.bodies = richBodies({ text: this.text, locale: this.locale, fileUrl, isVisitor: true });
      this.chat.onChange();
    } catch {
      this.#isDressed = false;
    }
  }

  #offerWithdrawal() {
    this.later().then(({ showWithdrawal }) => showWithdrawal(this), () => {});
  }

  async #loadTray() {
    const { text, chat, attach } = this;
    const { UploadTray } = await this.later();
    this.node.dataset.drop = `${text("drop_here")}\n${attach.hint.textContent}`;
    return new UploadTray(this.uploads, {
      ...{ text, limits: attach.limits },
      target: () => ({ id: chat.id, url: chat.http.attachments(chat.id) }),
      onSent: (message, { id }) => {
        this.keeper.toEnd();
        chat.posted(id, message);
        this.onSent();
      },
      onEmpty: () => this.focus(),
    });
  }

  #composer() {
    const box = element("textarea", { id: "reply", rows: "1", dir: "auto", placeholder: this.text("message_hint") });
    const label = element("label", { class: "hidden", for: "reply" }, this.text("message"));
    const send = element("button", { class: "send icon", title: this.text("send"), "aria-label": this.text("send") }, icon(SEND));
    return element("form", { class: "composer" }, this.attach.button, this.attach.input, label, box, send);
  }

  #send(body) {
    this.keeper.toEnd();
    this.chat.say(body);
  }

  #typed(words, excess) {
    this.#excess = excess;
    this.chat.typing.typed(words);
    this.#renderLines();
  }

  #offerJump(isAway, count) {
    this.jump.hidden = !isAway;
    setText(this.jump, this.text("jump_to_latest") + (count ? ` (${count})` : ""));
  }

  #toEnd() {
    this.keeper.toEnd();
    this.focus();
  }

  #renderLines() {
    const [author] = this.chat.typists.authors;
    setText(this.typing, author ? this.text("typing", author) : "");
    setText(this.line, this.#lineText());
  }

  /** One thing at a time, the most pressing first. */
  #lineText() {
    const { chat, text } = this;
    if (chat.stopped) return text("access_lost");
    if (this.#excess) return text("too_long", { n: this.#excess });
    if (chat.inTrouble) return text(chat.troubleName);
    if (chat.outbox.items.some(({ code }) => code === "rate_limited")) return text("refused_rate_limited");
    const { status, position: n } = chat.timeline.conversation ?? {};
    if (status !== "waiting") return chat.preview ?? "";
    if (chat.isStaffOnline === false) return text("waiting_away");
    return n ? text("position", { n }) : text("waiting");
  }

  #renderEnd() {
    const isOver = this.chat.isEnded || Boolean(this.chat.stopped);
    if (this.form.hidden === isOver) return;
    const hadFocus = this.form.contains(this.form.getRootNode().activeElement);
    this.form.hidden = isOver;
    if (isOver) this.uploads.replaceChildren();
    this.ended.hidden = !isOver;
    const again = { type: "button", class: "primary", click: this.onStartOver };
    this.ended.replaceChildren(element("button", again, this.text("start_new")));
    if (this.chat.isEnded) this.#offerMore();
    if (hadFocus) this.focus();
  }

  async #offerMore() {
    const { ending } = await this.later().catch(() => ({}));
    if (ending && !this.ended.hidden) this.ended.prepend(...ending(this));
  }
}
