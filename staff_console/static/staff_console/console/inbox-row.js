import { element } from "../../livechat/ui/dom.js";
import { visitorName } from "./visitor.js";

/**
 * What stands in one row of the list: who, what was said last, how it stands. All of it is the name of one link.
 *
 *   const rows = new InboxRows({ text, times, me, locale });
 *   rows.parts(conversation, { hasFailed })
 */
export class InboxRows {
  constructor({ text, times, me, locale = "en" }) {
    Object.assign(this, { text, times, me });
    this.language = new Intl.Locale(locale).language;
    this.languages = new Intl.DisplayNames(locale, { type: "language" });
  }

  /** What changes by itself, without a change of the conversation. */
  since({ waiting_since: since }) {
    return since ? this.times.since(since) : "";
  }

  parts(conversation, { hasFailed }) {
    const part = (name, ...children) => element("span", { class: `livechat-row__${name}` }, ...children);
    const name = element("span", { class: "livechat-row__name", dir: "auto" }, visitorName(conversation, this.text));
    const line = element("span", { class: "livechat-row__line", dir: "auto" }, ...this.#lastWords(conversation, hasFailed));
    const top = part("top", name, " ", ...this.#priority(conversation), part("time", this.#time(conversation)), " ");
    return [top, part("middle", line, " ", ...this.#unread(conversation)), " ", part("about", this.#about(conversation)), ...this.#tags(conversation)];
  }

  #time(conversation) {
    const { status, waiting_since: waiting, last_message_at: last } = conversation;
    const since = this.since(conversation);
    if (status === "waiting" && waiting) return since ? this.text("waiting_for", { time: since }) : this.text("status_waiting");
    return element("time", { datetime: last }, this.times.brief(last));
  }

  #priority({ priority }) {
    if (!priority) return [];
    const looks = `w-status w-status--label livechat-priority livechat-priority--${priority}`;
    return [element("span", { class: looks }, this.text(`priority_${priority}`)), " "];
  }

  #lastWords({ last_message: last }, hasFailed) {
    if (hasFailed) return [element("strong", { class: "livechat-row__failed" }, this.text("not_sent"))];
    if (!last) return [];
    if (last.kind === "note") return [element("em", {}, this.text("note")), ": ", last.body];
    return last.author.role === "staff" ? [element("em", {}, last.author.name), ": ", last.body] : [last.body];
  }

  #unread({ unread }) {
    if (!unread) return [];
    const words = element("span", { class: "w-sr-only" }, ` ${this.text("unread")}`);
    return [element("span", { class: "livechat-count livechat-count--strong" }, String(unread), words)];
  }

  #about({ status, assignee, department, locale, page }) {
    const who = assignee && (assignee.id === this.me ? this.text("you") : assignee.name);
    const state = status === "closed" ? this.text("status_closed") : who;
    return [state, department.name, this.#language(locale), page?.title].filter(Boolean).join(" · ");
  }

  /** Said where it is another one than the reader's own. */
  #language(locale) {
    try {
      const { language } = new Intl.Locale(locale);
      return language === this.language ? "" : this.languages.of(language);
    } catch {
      return locale;
    }
  }

  #tags({ tags }) {
    if (!tags?.length) return [];
    const marks = tags.map((tag) => element("span", { class: "w-status livechat-tag", dir: "auto" }, tag));
    return [" ", element("span", { class: "livechat-row__tags" }, ...marks.flatMap((mark) => [mark, " "]))];
  }
}
