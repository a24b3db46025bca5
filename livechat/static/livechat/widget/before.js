import { element, setText } from "../ui/dom.js";

/**
 * What only some sites ask before a chat: which department, and consent. Says when closed hours open again, and as
 * whom a recognised visitor writes. Puts itself into a StartForm.
 *
 *   const before = new Before(form);
 *   before.prepare(availability);      // the reply of GET availability/
 *   before.wrong;                      // [input, words] or undefined
 *   before.details;                    // for the start call
 */
export class Before {
  #consent = null;
  #departments = [];

  constructor(form) {
    const { text } = form;
    Object.assign(this, { form, text, locale: form.locale });
    this.hours = element("p", { class: "hours" });
    this.select = element("select", { id: "department", change: () => form.onChoose(this.#chosen) });
    this.choice = element("div", { class: "field" }, element("label", { for: "department" }, text("department")), this.select);
    this.writer = element("p", { class: "hint" });
    this.away = element("p", { class: "hint" });
    this.box = element("input", { type: "checkbox", id: "consent" });
    this.words = element("label", { for: "consent", dir: "auto" });
    this.link = element("a", { target: "_blank", rel: "noopener" });
    this.tick = element("div", { class: "tick" }, this.box, element("div", {}, this.words, " ", this.link));
    form.greeting.after(this.hours);
    form.question.prepend(this.choice);
    form.message.after(this.away);
    form.problem.before(this.writer, this.tick);
  }

  get inputs() {
    return [this.select, this.box];
  }

  prepare({ department, departments = [], consent, online, opens_at, fields = {} }) {
    const isClosed = opens_at !== undefined;
    show(this.hours, isClosed && opensAt(opens_at, this));
    show(this.away, (isClosed || !online) && whereWeAnswer(fields, this));
    show(this.writer, this.form.isVerified && this.text("writing_as", { name: this.form.name.input.value }));
    this.#ask(consent);
    this.#offer(departments);
    // The page's own came anew; what was chosen counts.
    if (this.#chosen && this.#chosen.slug !== department.slug) this.form.onChoose(this.#chosen);
  }

  get wrong() {
    return this.#consent && !this.box.checked ? [this.box, this.text("agree_first")] : undefined;
  }

  get details() {
    const consent = this.#consent && { consent: true, consent_version: this.#consent.version };
    return { ...consent, ...(this.#chosen && { department: this.#chosen.slug }) };
  }

  get #chosen() {
    return this.#departments.find(({ slug }) => slug === this.select.value);
  }

  #ask(consent) {
    // Other words are not what was agreed to.
    if (consent?.version !== this.#consent?.version) this.box.checked = false;
    this.#consent = consent;
    this.tick.hidden = !consent;
    if (!consent) return;
    setText(this.words, consent.words);
    show(this.link, consent.link && consent.link_text);
    if (consent.link) this.link.href = consent.link;
  }

  #offer(departments) {
    this.choice.hidden = !departments.length;
    const kept = this.select.value;
    const same = departments.map(({ slug }) => slug).join() === this.#departments.map(({ slug }) => slug).join();
    this.#departments = departments;
    if (same) return;
    this.select.replaceChildren(...departments.map(({ slug, name }) => element("option", { value: slug }, name)));
    if (departments.some(({ slug }) => slug === kept)) this.select.value = kept;
  }
}

function show(node, words) {
  node.hidden = !words;
  setText(node, words || "");
}

/** Nobody is promised mail who is not asked for an address. */
export function whereWeAnswer({ email }, { text }) {
  return text(email === "off" ? "leave_message_here" : "leave_message");
}

/** In the visitor's own time zone, which is what their clock shows. */
export function opensAt(iso, { text, locale }, now = new Date()) {
  if (!iso) return text("closed");
  const at = new Date(iso);
  const format = (options) => new Intl.DateTimeFormat(locale, options).format(at);
  const time = format({ hour: "numeric", ...(at.getMinutes() && { minute: "2-digit" }) });
  const days = Math.round((midnight(at) - midnight(now)) / 86_400_000);
  if (!days) return text("back_today", { time });
  return text("back_on", { time, day: format(days < 7 ? { weekday: "long" } : { day: "numeric", month: "long" }) });
}

const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());
