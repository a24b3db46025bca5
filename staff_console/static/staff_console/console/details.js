import { element } from "../../livechat/ui/dom.js";
import { icon } from "./icons.js";
import { visitorName } from "./visitor.js";

/**
 * What stands beside a conversation: its page, its visitor, its facts, the visitor's earlier conversations.
 *
 *   const details = new Details(aside, { text, times, locale: "en", address: (id) => "…", load: (id) => promise });
 *   details.render(conversation);   // or null
 */
export class Details {
  #conversation = null;
  #around = null;

  constructor(place, { text, times, locale, address, load }) {
    Object.assign(this, { place, text, times, address, load });
    this.languages = new Intl.DisplayNames(locale, { type: "language" });
  }

  render(conversation) {
    if (conversation === this.#conversation) return;
    const isOther = conversation?.id !== this.#conversation?.id;
    this.#conversation = conversation;
    if (isOther) {
      this.#around = null;
      if (conversation) this.#ask(conversation.id);
    }
    this.#draw();
  }

  async #ask(id) {
    const around = await this.load(id).catch(() => null);
    if (this.#conversation?.id !== id || !around) return;
    this.#around = around;
    this.#draw();
  }

  #draw() {
    const conversation = this.#conversation;
    const sections = conversation ? [this.#page(), this.#visitor(), this.#facts(), this.#earlier()] : [];
    this.place.replaceChildren(...sections.filter(Boolean));
  }

  #section(title, ...children) {
    return element("section", { class: "livechat-details__section" }, element("h3", {}, title), ...children);
  }

  #page() {
    const page = this.#around?.page ?? this.#conversation.page;
    if (!page) return null;
    const { title, url, state, edit_url: edit } = page;
    const href = safeAddress(url);
    const name = href ? element("a", { href, target: "_blank", rel: "noreferrer", dir: "auto" }, title || url) : title;
    const line = element("p", { class: "livechat-details__page" }, name);
    if (state) line.append(" ", element("span", { class: "w-status w-status--primary" }, state));
    const change = edit && element("p", {}, element("a", { href: edit, class: "button button-small button-secondary" }, this.text("edit_page")));
    return this.#section(this.text("page"), line, ...(change ? [change] : []));
  }

  #visitor() {
    const { visitor } = this.#conversation;
    const mail = visitor.email && element("a", { href: `mailto:${encodeURIComponent(visitor.email).replace("%40", "@")}`, dir: "ltr" }, visitor.email);
    const verified = visitor.verified && element("span", {}, icon("check"), " ", this.text("verified"));
    const facts = [
      [this.text("name"), visitorName(this.#conversation, this.text)],
      [this.text("email"), mail],
      [this.text("account"), verified],
    ];
    return this.#section(this.text("visitor_heading"), this.#table(facts));
  }

  #facts() {
    const { department, assignee, locale, created_at, waiting_since, rating, rating_comment, tags } = this.#conversation;
    const facts = [
      [this.text("department"), department.name],
      [this.text("assignee"), assignee?.name],
      [this.text("language"), locale && this.#language(locale)],
      [this.text("started"), this.#time(created_at)],
      [this.text("waiting_since"), waiting_since && this.#time(waiting_since)],
      [this.text("rating"), rating && this.text("rating_of", { score: rating })],
      [this.text("rating_comment"), rating_comment],
      [this.text("tags"), tags.join(", ")],
    ];
    return this.#section(this.text("conversation"), this.#table(facts));
  }

  #earlier() {
    const earlier = this.#around?.earlier ?? [];
    if (!earlier.length) return null;
    const items = earlier.map(({ id, title, status, at }) => {
      const words = [this.times.brief(at), title, this.text(`status_${status}`)].filter(Boolean).join(" · ");
      return element("li", {}, element("a", { href: this.address(id), "data-conversation": id }, words));
    });
    return this.#section(this.text("earlier", { n: earlier.length }), element("ul", {}, ...items));
  }

  #table(facts) {
    const pairs = facts.filter(([, fact]) => fact);
    const rows = pairs.map(([name, fact]) => element("div", {}, element("dt", {}, name), element("dd", { dir: "auto" }, fact)));
    return element("dl", {}, ...rows);
  }

  #time(iso) {
    return element("time", { datetime: iso }, this.times.full(iso));
  }

  #language(code) {
    try {
      return this.languages.of(code);
    } catch {
      return code;
    }
  }
}

/** The page's address if it is one to be followed: visitors' browsers sent it. */
function safeAddress(url) {
  const { protocol, href } = URL.canParse(url, location.href) ? new URL(url, location.href) : {};
  return url && ["http:", "https:"].includes(protocol) ? href : null;
}
