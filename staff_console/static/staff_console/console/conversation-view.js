import { element, setText } from "../../livechat/ui/dom.js";
import { richBodies } from "../../livechat/ui/bodies.js";
import { MessageList } from "../../livechat/ui/message-list.js";
import { ScrollKeeper } from "../../livechat/ui/scroll-keeper.js";
import { may } from "./actions.js";
import { AnswerForm } from "./answer-form.js";
import { AnsweredSince } from "./answered-since.js";
import { nameFor } from "./canned-replies.js";
import { ConversationHeader } from "./conversation-header.js";
import { attachFiles, fileAddress } from "./files.js";
import { visitorName, withNames } from "./visitor.js";

/**
 * The open conversation on the screen, made from the page's template for each that is opened.
 *
 *   const view = new ConversationView(template, { desk, canned, memory, text, times, locale, onAction(name), onAtEnd() });
 *   place.replaceChildren(view.node);
 *   view.render();
 */
export class ConversationView {
  #shown = 0;

  constructor(template, { desk, memory, text, times, locale, onAction, onAtEnd, onWarn, onTyping, onDiscard, ...writing }) {
    Object.assign(this, { desk, opened: desk.opened, text, locale, onWarn, onTyping });
    this.node = template.content.firstElementChild.cloneNode(true);
    const part = (name) => this.node.querySelector(`[data-conversation=${name}]`);
    this.parts = Object.fromEntries(["header", "back", "messages", "jump", "typing", "line", "answer"].map((name) => [name, part(name)]));
    this.header = new ConversationHeader(this.parts.header, { me: desk.me.id, text, times, onAction });
    const unsent = { retry: (id) => desk.outbox.retry(id), discard: onDiscard };
    const fileUrl = (id) => fileAddress(desk.api, this.opened.id, id);
    const bodies = richBodies({ text, locale, fileUrl, isVisitor: false });
    this.list = new MessageList(this.parts.messages, { role: "staff", text, locale, unsent, bodies });
    this.keeper = new ScrollKeeper(this.parts.messages, {
      list: this.list,
      onTop: () => this.opened.loadEarlier(),
      onAway: (isAway, count) => {
        this.#offerJump(isAway, count);
        if (!isAway) onAtEnd();
      },
    });
    this.parts.jump.addEventListener("click", () => this.#jump());
    this.since = new AnsweredSince(desk.me.id);
    this.form = new AnswerForm(this.parts.answer, {
      ...{ text, ...writing },
      store: (kind) => memory.draft(this.opened.id, kind),
      loadPeople: () => desk.api.mentionable(this.opened.id).then(({ people }) => people),
      onSend: (answer) => this.#send(answer),
      onTyped: (words, kind) => this.#typed(words, kind),
      onWarn,
      onCanned: ({ id }) => desk.api.cannedReplyUsed(id).catch(() => {}),
    });
    const onSent = () => this.keeper.toEnd();
    this.files = attachFiles({ place: this.parts.answer, node: this.node, desk, text, onSent });
  }

  /** It is in the page now, so that it has a size. */
  attached() {
    this.form.attached();
  }

  /** Where the way back leads. */
  backTo(address) {
    this.parts.back.href = address;
  }

  get isAtEnd() {
    return this.keeper.isAtEnd;
  }

  focusHeading() {
    this.header.focus();
  }

  /** To the text box, as a note or a reply. */
  write(asNote) {
    this.form.become(asNote);
    this.focusAnswer();
  }

  focusAnswer() {
    if (this.parts.answer.hidden) this.focusHeading();
    else this.form.focus();
  }

  /** Another tab has changed what is being written. */
  follow() {
    this.form.follow();
  }

  /** `line`: what there is to say above the answer, one thing at a time, the most pressing first. */
  render(line) {
    const { conversation, timeline, newAfter } = this.opened;
    if (!conversation) return;
    this.node.setAttribute("aria-label", visitorName(conversation, this.text));
    this.header.render(conversation);
    const messages = withNames(timeline.messages, conversation, this.text);
    const added = timeline.messages.filter((message) => message.seq > this.#shown && timeline.isIncoming(message)).length;
    const rows = { messages, sending: this.desk.unsent(this.opened.id), seen: timeline.read.visitor, newAfter };
    this.keeper.keep(() => this.#keepingFocus(() => this.list.render(rows)), { added: this.#shown ? added : 0 });
    this.#shown = timeline.newest;
    this.#renderAnswer(conversation);
    setText(this.parts.typing, this.#others(conversation));
    this.#lookWhoAnswered();
    setText(this.parts.line, line || this.#answered || this.#standing(conversation));
  }

  /** On the button that stands where the one with the focus was. */
  #keepingFocus(draw) {
    const { activeElement: held } = document;
    const line = held?.closest("li");
    draw();
    if (held?.isConnected || !line?.isConnected) return;
    [...line.querySelectorAll("button")].find(({ textContent }) => textContent === held.textContent)?.focus();
  }

  #renderAnswer(conversation) {
    this.parts.answer.hidden = !may(conversation, "reply");
    this.form.render(conversation, this.#namesFor(conversation));
    this.#renderFiles();
  }

  /** A note stays among staff, a file would not. */
  #renderFiles() {
    const { conversation } = this.opened;
    this.files.isPossible = this.form.kind === "text" && conversation.status !== "closed" && may(conversation, "reply");
  }

  /** What canned replies may name. */
  #namesFor({ visitor, department, page, locale }) {
    return {
      visitor_name: visitor.name,
      staff_name: this.desk.me.name,
      department: nameFor(this.desk.names, department, locale),
      page_title: page?.title ?? "",
    };
  }

  /** Who writes, and which colleagues look: no two are to answer unknowingly. */
  #others(conversation) {
    const { authors } = this.desk.typists;
    const writing = authors.map(({ name }) => name || visitorName(conversation, this.text));
    const texts = authors.map(({ text }) => text).filter(Boolean);
    const looking = this.desk.watchers.names.filter((name) => !writing.includes(name));
    return [
      writing.length ? [this.text("typing", { name: this.#list(writing) }), ...texts].join(": ") : "",
      looking.length ? this.text("looking", { name: this.#list(looking), n: looking.length }) : "",
    ].filter(Boolean).join(" · ");
  }

  #list(names) {
    return new Intl.ListFormat(this.locale, { type: "conjunction" }).format(names);
  }

  #lookWhoAnswered() {
    const before = this.since.name;
    this.since.look(this.opened.timeline.messages, this.form.isReply);
    if (this.since.name && !before) this.onWarn(this.text("answered_since", { name: this.since.name }));
  }

  get #answered() {
    const { name, isAsked } = this.since;
    return name && this.text(isAsked ? "answered_since_again" : "answered_since", { name });
  }

  #standing(conversation) {
    if (this.desk.unsent(this.opened.id).some(({ code }) => code === "rate_limited")) return this.text("refused_rate_limited");
    if (!may(conversation, "reply")) return this.text("read_only");
    return conversation.status === "closed" ? this.text("closed_line") : "";
  }

  #send(answer) {
    if (answer.kind === "text" && !this.since.mayGo()) {
      this.onWarn(this.#answered);
      setText(this.parts.line, this.#answered);
      return false;
    }
    this.since.forget();
    this.keeper.toEnd();
    this.opened.newAfter = null;
    this.desk.say(answer);
  }

  #typed(words, kind) {
    if (this.form && this.opened.conversation) this.#lookWhoAnswered();
    if (this.files && this.opened.conversation) this.#renderFiles();
    // A draft put back after a reload, or by another tab, is nobody typing.
    if (!document.hasFocus() || document.activeElement !== this.form?.composer.box) return;
    this.onTyping(words);
    if (kind === "text") this.desk.typing.typed(words); // notes are no business of the visitor's
  }

  #offerJump(isAway, count) {
    this.parts.jump.hidden = !isAway;
    const words = this.text("jump_to_latest") + (count ? ` (${count})` : "");
    const label = this.parts.jump.querySelector("span") ?? this.parts.jump.appendChild(element("span"));
    setText(label, words);
  }

  #jump() {
    this.keeper.toEnd();
    this.focusAnswer();
  }
}
