import { element } from "../../livechat/ui/dom.js";
import { may } from "./actions.js";
import { table } from "./fact-table.js";
import { journeyParts, pageParts } from "./page-parts.js";
import { TagEditor } from "./tag-editor.js";
import { visitorParts } from "./visitor-parts.js";
import { VisitorNotes } from "./visitor-notes.js";

/**
 * What stands beside a conversation: its page as a page, the visitor and what staff remember of them, tags, facts, the
 * visitor's earlier conversations. A part is drawn anew only when it says something else.
 *
 *   const details = new Details(place, { text, times, locale, address: (id) => "…", load: (id) => promise, api,
 *                                        onTags(tags), onTrouble(error) });
 *   details.render(conversation);   // or null
 */
export class Details {
  #conversation = null;
  #around = null;
  #shown = new Map();

  constructor(place, { text, times, locale, address, load, api, onTags, onTrouble }) {
    Object.assign(this, { place, text, times, locale, address, load });
    this.languages = new Intl.DisplayNames(locale, { type: "language" });
    const part = () => element("div");
    this.tags = new TagEditor({ text, onTags });
    this.notes = new VisitorNotes({ text, times, api, onTrouble });
    this.parts = { page: part(), journey: part(), visitor: part(), context: part(), notes: this.notes.node, tags: this.tags.node, facts: part(), earlier: part() };
    place.append(...Object.values(this.parts));
  }

  render(conversation) {
    const before = this.#conversation;
    this.#conversation = conversation;
    this.place.hidden = !conversation;
    if (!conversation) return;
    const isOther = conversation.id !== before?.id;
    if (isOther) this.#around = null;
    if (isOther || conversation.current_page?.url !== before?.current_page?.url) this.#ask(conversation.id);
    this.#draw();
  }

  async #ask(id) {
    const around = await this.load(id).catch(() => null);
    if (this.#conversation?.id !== id || !around) return;
    this.#around = around;
    this.notes.take(around.notes);
    this.#draw();
  }

  #draw() {
    const conversation = this.#conversation;
    const { text, times, locale } = this;
    const around = this.#around ?? {};
    const mayAnswer = may(conversation, "reply");
    this.tags.render(conversation.tags, mayAnswer);
    this.notes.render(conversation.id, mayAnswer);
    this.#fill("page", [around.page ?? conversation.page], (page) => page && pageParts(page, text));
    this.#fill("journey", [around.journey ?? []], (journey) => journey.length > 1 && journeyParts(journey, { text, times }));
    const { visitor, locale: language, id } = conversation;
    const now = Math.floor(Date.now() / 60_000); // the visitor's clock goes on
    this.#fill("visitor", [visitor, around.surfer ?? {}, language, id, now], () => visitorParts(conversation, around.surfer ?? {}, { text, locale }));
    this.#fill("context", [around.context ?? {}], (context) => this.#told(context));
    this.#fill("facts", [conversation.rev, around.consent], () => this.#facts());
    this.#fill("earlier", [around.earlier ?? [], this.address("")], (earlier) => earlier.length && this.#earlier(earlier));
  }

  #fill(name, values, make) {
    const key = JSON.stringify(values);
    if (this.#shown.get(name) === key) return;
    this.#shown.set(name, key);
    const parts = make(...values) || [];
    this.parts[name].replaceChildren(...(parts.length ? [element("section", { class: "livechat-details__section" }, ...parts)] : []));
  }

  #facts() {
    const { department, assignee, created_at, waiting_since, rating, rating_comment } = this.#conversation;
    const facts = [
      [this.text("department"), department.name],
      [this.text("assignee"), assignee?.name],
      [this.text("started"), this.#time(created_at)],
      [this.text("waiting_since"), waiting_since && this.#time(waiting_since)],
      [this.text("rating"), rating && this.text("rating_of", { score: rating })],
      [this.text("rating_comment"), rating_comment],
      [this.text("consent"), this.#consent("at")],
      [this.text("withdrawn"), this.#consent("withdrawn_at")],
    ];
    return [element("h3", {}, this.text("conversation")), table(facts)];
  }

  #consent(when) {
    const { [when]: at, text } = this.#around?.consent ?? {};
    return at && element("span", { title: text }, this.#time(at));
  }

  /** What the site's own script says of the visit. */
  #told(context) {
    const told = Object.entries(context);
    return told.length && [element("h3", {}, this.text("context")), table(told)];
  }

  #earlier(earlier) {
    const items = earlier.map(({ id, title, status, at }) => {
      const words = [this.times.brief(at), title, this.text(`status_${status}`)].filter(Boolean).join(" · ");
      return element("li", {}, element("a", { href: this.address(id), "data-conversation": id }, words));
    });
    return [element("h3", {}, this.text("earlier", { n: earlier.length })), element("ul", {}, ...items)];
  }

  #time(iso) {
    return element("time", { datetime: iso }, this.times.full(iso));
  }
}
