import { BODY_LIMIT } from "../../livechat/core/protocol.js";
import { Composer } from "../../livechat/ui/composer.js";
import { setText } from "../../livechat/ui/dom.js";
import { CannedReplies } from "./canned-replies.js";

/**
 * Where replies and notes are written: one box, which the switch "Note" makes the one or the other. Each keeps its own
 * unsent text.
 *
 *   <form data-answer="form">
 *     <input type="checkbox" role="switch" data-answer="switch"> <div data-answer="canned">…</div>
 *     <label data-answer="label">Reply</label> <textarea></textarea>
 *     <p data-answer="hint"></p> <button type="submit" data-answer="send">Send reply</button>
 *   </form>
 *
 *   const form = new AnswerForm(place, { canned, text, draft: (kind) => ({ load, save }), onSend(body, kind), onTyped(text, kind) });
 *   form.render(conversation);
 */
export class AnswerForm {
  constructor(place, { canned, text, draft, onSend, onTyped }) {
    Object.assign(this, { place, text, draft, onTyped });
    this.parts = Object.fromEntries([...place.querySelectorAll("[data-answer]")].map((part) => [part.dataset.answer, part]));
    this.composer = new Composer(place, {
      store: draft("text"),
      onSend: (body) => onSend(body, this.kind),
      onInput: (words, excess) => this.#typed(words, excess),
    });
    this.canned = new CannedReplies(this.parts.canned, { replies: canned, text, onPick: ({ body }) => this.#fill(body) });
    this.parts.switch.addEventListener("change", () => this.#switched());
    this.#name();
  }

  get kind() {
    return this.parts.switch.checked ? "note" : "text";
  }

  attached() {
    this.composer.text = this.composer.text;
  }

  focus() {
    this.composer.focus();
  }

  /** A closed conversation takes notes only. */
  render({ status, department }) {
    const isClosed = status === "closed";
    this.canned.department = department.slug;
    if (this.parts.switch.disabled === isClosed) return;
    this.parts.switch.disabled = isClosed;
    if (this.parts.switch.checked === isClosed) return;
    this.parts.switch.checked = isClosed;
    this.#switched({ focus: false });
  }

  #switched({ focus = true } = {}) {
    this.composer.store = this.draft(this.kind);
    this.composer.text = this.composer.store.load();
    this.#name();
    if (focus) this.focus();
  }

  #name() {
    const isNote = this.kind === "note";
    this.place.classList.toggle("livechat-answer--note", isNote);
    this.parts.canned.hidden = isNote;
    setText(this.parts.label, this.text(isNote ? "note" : "reply"));
    setText(this.parts.send, this.text(isNote ? "add_note" : "send_reply"));
    this.composer.box.placeholder = this.text(isNote ? "note_hint" : "reply_hint");
  }

  #typed(words, excess) {
    setText(this.parts.hint, excess ? this.text("too_long", { n: excess }) : "");
    this.composer?.box.setAttribute("aria-invalid", String(excess > 0));
    this.onTyped(words, this.kind);
  }

  /** Puts a canned reply where the cursor is. */
  #fill(body) {
    const { box } = this.composer;
    const before = box.value.slice(0, box.selectionStart);
    const after = box.value.slice(box.selectionEnd);
    const gap = before && !/\s$/.test(before) ? " " : "";
    this.composer.text = (before + gap + body + after).slice(0, 2 * BODY_LIMIT);
    this.focus();
    box.setSelectionRange(before.length + gap.length + body.length, before.length + gap.length + body.length);
  }
}
