import { element } from "../../livechat/ui/dom.js";
import { icon } from "./icons.js";

/**
 * What staff remember of a visitor, beside each of their conversations.
 *
 *   <section><h3>About this visitor</h3> <ul><li><p>Likes warm light</p> <p>Sam · 14:02</p></li></ul> <form>…</form></section>
 *
 *   const notes = new VisitorNotes({ text, times, api, onTrouble(error) });
 *   notes.take([{ id, author, body, at, may_delete }]); notes.render(conversationId, mayWrite);
 */
export class VisitorNotes {
  #conversation = null;
  #unsent = null;

  constructor({ text, times, api, onTrouble }) {
    Object.assign(this, { text, times, api, onTrouble });
    this.list = element("ul", { role: "list", "aria-label": text("about_visitor") });
    this.box = element("textarea", { rows: 1, maxlength: 4000, dir: "auto", "aria-label": text("remember_hint") });
    const keep = element("button", { type: "submit", class: "button button-small button-secondary" }, text("remember"));
    this.form = element("form", { class: "livechat-details__form livechat-details__form--tall", submit: (event) => this.#write(event) }, this.box, keep);
    this.node = element("section", { class: "livechat-details__section" }, element("h3", {}, text("about_visitor")), this.list, this.form);
  }

  render(conversation, mayWrite) {
    if (conversation !== this.#conversation) {
      this.#conversation = conversation;
      this.box.value = "";
      this.take([]);
    }
    this.form.hidden = !mayWrite;
    this.node.hidden = !mayWrite && !this.list.childElementCount;
  }

  take(notes) {
    this.list.replaceChildren(...notes.map((note) => this.#line(note)));
  }

  #line({ id, author, body, at, may_delete: mayDelete }) {
    const words = this.text("forget_note");
    const forget = element("button", { type: "button", title: words, "aria-label": words, click: () => this.#forget(id) }, icon("bin"));
    const by = element("p", { class: "livechat-details__by" }, element("bdi", {}, author), " · ", element("time", { datetime: at }, this.times.brief(at)));
    return element("li", { class: "livechat-remembered" }, element("p", { dir: "auto" }, body), by, ...(mayDelete ? [forget] : []));
  }

  #write(event) {
    event.preventDefault();
    const body = this.box.value.trim();
    if (!body) return;
    // The same once more, after an answer that was lost, is one.
    if (this.#unsent?.body !== body) this.#unsent = { client_id: crypto.randomUUID(), body };
    this.#ask(this.api.writeVisitorNote(this.#conversation, this.#unsent)).then((isKept) => {
      if (isKept) this.box.value = "";
    });
  }

  #forget(id) {
    this.#ask(this.api.deleteVisitorNote(this.#conversation, id)).then(() => this.box.focus());
  }

  async #ask(asked) {
    const conversation = this.#conversation;
    try {
      const { notes } = await asked;
      this.#unsent = null;
      if (conversation === this.#conversation) this.take(notes);
      return true;
    } catch (error) {
      this.onTrouble(error);
      return false;
    }
  }
}
