import { BODY_LIMIT } from "../../livechat/core/protocol.js";
import { Composer } from "../../livechat/ui/composer.js";
import { setText } from "../../livechat/ui/dom.js";
import { CannedReplies, filled } from "./canned-replies.js";
import { CardTray } from "./card-tray.js";
import { WritingAids } from "./writing-aids.js";

/**
 * Where replies and notes are written: one box, which the switch "Note" makes the one or the other. Each keeps its own
 * unsent text; a reply also what of the site goes out with it.
 *
 *   <form data-answer="form">
 *     <ul data-answer="cards"></ul>
 *     <label data-answer="label">Reply</label> <textarea></textarea> <ul role="listbox" data-answer="suggestions"></ul>
 *     <p data-answer="hint"></p>
 *     <input type="checkbox" role="switch" data-answer="switch"> <span data-answer="choosers"></span>
 *     <div data-answer="canned">…</div> <button type="submit" data-answer="send">Send reply</button>
 *   </form>
 *
 *   const form = new AnswerForm(place, { canned, choosers, sendKey, text, store: (kind) => ({ load, save }), loadPeople,
 *                                        onSend({ body, kind, mentions, cards }), onTyped(text, kind), onCanned(reply), onWarn(words) });
 *   form.render(conversation, values);   // values: what canned replies may name
 */
export class AnswerForm {
  #values = {};

  constructor(place, { canned, choosers, sendKey, text, store, loadPeople, onSend, onTyped, onCanned, onWarn }) {
    Object.assign(this, { place, sendKey, text, store, onSend, onTyped, onCanned, onWarn });
    this.parts = Object.fromEntries([...place.querySelectorAll("[data-answer]")].map((part) => [part.dataset.answer, part]));
    const { suggestions, cards, choosers: buttons } = this.parts;
    const onPick = (reply) => this.#fill(reply);
    this.canned = new CannedReplies(this.parts.canned, { replies: canned, text, onPick });
    this.aids = new WritingAids(place.querySelector("textarea"), suggestions, {
      ...{ text, canned: this.canned, loadPeople, onCanned: onPick },
      isNote: () => this.kind === "note",
    });
    this.cards = new CardTray(cards, buttons, {
      ...{ choosers, text, store: store("cards") },
      onChange: () => this.focus(),
      onFull: () => this.#hint(text("cards_full")),
    });
    this.composer = this.#makeComposer();
    place.addEventListener("submit", (event) => this.#submitted(event), { capture: true });
    this.parts.switch.addEventListener("change", () => this.#switched());
    this.#name();
  }

  get kind() {
    return this.parts.switch.checked ? "note" : "text";
  }

  get isReply() {
    return this.kind === "text" && Boolean(this.composer?.text.trim());
  }

  attached() {
    this.composer.text = this.composer.text;
  }

  focus() {
    this.composer.focus();
  }

  /** Another tab wrote, sent or forgot what is being written here: there is one draft, wherever one looks at it. */
  follow() {
    const { composer, cards } = this;
    const { store } = composer;
    const words = store.load();
    if (words !== composer.text) Object.assign(composer, { store: null, text: words }, { store }); // kept already
    cards.follow();
  }

  /** A note, or a reply where one can be sent. */
  become(isNote) {
    const { switch: box } = this.parts;
    if (box.disabled || box.checked === isNote) return;
    box.checked = isNote;
    this.#switched();
  }

  /** A closed conversation takes notes only. */
  render({ status, department, locale }, values) {
    const isClosed = status === "closed";
    this.#values = values;
    this.canned.scope = { department: department.slug, locale };
    this.cards.isPossible = !isClosed && this.kind === "text";
    // One thing is primary at a time: to take it, while it waits.
    this.parts.send.classList.toggle("button-secondary", status === "waiting");
    if (this.parts.switch.disabled === isClosed) return;
    this.parts.switch.disabled = isClosed;
    if (this.parts.switch.checked === isClosed) return;
    this.parts.switch.checked = isClosed;
    this.#switched({ focus: false });
  }

  #makeComposer() {
    return new Composer(this.place, {
      store: this.store("text"),
      sendKey: this.sendKey,
      onSend: (body) => this.#send(body),
      onInput: (words, excess) => this.#typed(words, excess),
    });
  }

  /** Cards go out without a word too. */
  #submitted(event) {
    if (this.kind === "note" || this.composer.text.trim() || !this.cards.items.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#send("");
  }

  #send(body) {
    const { kind } = this;
    const extra = kind === "note" ? { mentions: this.aids.mentioned(body), cards: [] } : { mentions: [], cards: this.cards.items };
    if (this.onSend({ body, kind, ...extra }) === false) return false;
    if (kind === "text") this.cards.take();
  }

  #switched({ focus = true } = {}) {
    this.composer.store = this.store(this.kind);
    this.composer.text = this.composer.store.load();
    this.aids.prepare();
    this.#name();
    if (focus) this.focus();
  }

  #name() {
    const isNote = this.kind === "note";
    this.place.classList.toggle("livechat-answer--note", isNote);
    this.parts.canned.hidden = isNote;
    this.cards.isPossible = !isNote;
    setText(this.parts.label, this.text(isNote ? "note" : "reply"));
    setText(this.parts.send, this.text(isNote ? "add_note" : "send_reply"));
    const hint = isNote ? "note_hint" : this.sendKey === "enter" ? "reply_hint" : "reply_hint_mod";
    this.composer.box.placeholder = this.text(hint);
  }

  #typed(words, excess) {
    setText(this.parts.hint, excess ? this.text("too_long", { n: excess }) : "");
    this.composer?.box.setAttribute("aria-invalid", String(excess > 0));
    this.onTyped(words, this.kind);
  }

  #hint(words) {
    setText(this.parts.hint, words);
    this.onWarn(words);
  }

  /** Puts a canned reply where the cursor is, and its cards into the tray. */
  #fill(reply) {
    const { box } = this.composer;
    const body = filled(reply.body, this.#values);
    const before = box.value.slice(0, box.selectionStart);
    const after = box.value.slice(box.selectionEnd);
    const gap = before && !/\s$/.test(before) ? " " : "";
    this.composer.text = (before + gap + body + after).slice(0, 2 * BODY_LIMIT);
    this.focus();
    box.setSelectionRange(before.length + gap.length + body.length, before.length + gap.length + body.length);
    if (!this.cards.add(reply.cards)) this.#hint(this.text("cards_full"));
    else if (reply.left_out) this.#hint(this.text("cards_left_out", { n: reply.left_out }));
    this.onCanned(reply);
  }
}
