import { EMAIL_LIMIT, NAME_LIMIT } from "../core/protocol.js";
import { Composer } from "../ui/composer.js";
import { element, setText } from "../ui/dom.js";

/**
 * The first message, and a name and e-mail address if the site asks for them. What few sites ask comes later.
 *
 *   const form = new StartForm({ text, locale, later, store, onStart(body, { name, email, … }), onChoose(desk) });
 *   panel.body.append(form.node);
 *   form.prepare(availability);   // the reply of GET availability/
 *   form.know({ name, email, verified });
 *   form.complain(words);
 */
export class StartForm {
  #asksMore = false;

  constructor({ store, ...surroundings }) {
    Object.assign(this, surroundings);
    const { text } = this;
    this.greeting = element("p", { class: "greeting", dir: "auto" }, text("greeting"));
    this.message = element("textarea", { id: "message", rows: "3", dir: "auto", placeholder: text("message_hint") });
    this.name = this.#field("name", { autocomplete: "name", maxlength: NAME_LIMIT });
    this.email = this.#field("email", { type: "email", autocomplete: "email", maxlength: EMAIL_LIMIT, dir: "ltr" });
    this.problem = element("p", { class: "problem", id: "problem", role: "alert" });
    this.question = element(
      "div",
      { class: "question" },
      element("label", { for: "message" }, text("message")),
      this.message,
      this.name.row,
      this.email.row,
      this.problem,
      element("button", { class: "primary" }, text("send")),
    );
    this.node = element("form", { class: "start", novalidate: true }, this.greeting, this.question);
    this.composer = new Composer(this.node, {
      store,
      onSend: (body) => this.#send(body),
      onInput: (_, excess) => this.complain(excess ? text("too_long", { n: excess }) : ""),
    });
  }

  prepare(availability) {
    const { chat, greeting, fields = {}, consent, departments, opens_at } = (this.availability = availability);
    if (greeting) setText(this.greeting, greeting);
    if (!chat) setText(this.greeting, this.text("refused_forbidden"));
    this.question.hidden = !chat;
    this.#ask(this.name, fields.name);
    this.#ask(this.email, fields.email);
    this.#asksMore = consent || departments || opens_at !== undefined || this.isVerified;
    if (this.#asksMore || this.before) this.#prepareMore();
  }

  /** Whom the site has recognised is not asked who they are; whom it knows, not asked again. */
  know({ name, email, verified }) {
    this.name.input.value ||= name;
    this.email.input.value ||= email;
    this.isVerified = verified;
    if (this.availability) this.prepare(this.availability);
  }

  complain(words, input = this.message) {
    setText(this.problem, words);
    for (const field of [this.message, this.name.input, this.email.input, ...(this.before?.inputs ?? [])]) {
      const isWrong = Boolean(words) && field === input;
      field.setAttribute("aria-invalid", isWrong);
      if (isWrong) field.setAttribute("aria-describedby", "problem");
      else field.removeAttribute("aria-describedby");
    }
  }

  /** Something beside the greeting; the last offer counts. */
  offer(node) {
    this.offered?.remove();
    this.greeting.after((this.offered = node));
  }

  focus() {
    this.composer.focus();
  }

  #send(body) {
    const wrong = [this.name, this.email].find(({ input }) => !input.validity.valid);
    if (wrong) return this.#point(wrong.input, this.text(wrong.input.value ? "refused_bad_value" : "required"));
    if (this.#asksMore && !this.before) return this.#point(this.message, this.text("refused"));
    if (this.before?.wrong) return this.#point(...this.before.wrong);
    const details = { name: this.name.input.value.trim(), email: this.email.input.value.trim(), ...this.before?.details };
    for (const key in details) if (!details[key]) delete details[key];
    this.onStart(body, details);
    return false; // the text stays until it has left
  }

  #point(input, words) {
    this.complain(words, input);
    queueMicrotask(() => input.focus());
    return false;
  }

  async #prepareMore() {
    const { Before } = await this.later().catch(() => ({}));
    if (!Before) return;
    this.before ??= new Before(this);
    this.before.prepare(this.availability);
  }

  #field(name, attributes) {
    const input = element("input", { id: name, name, ...attributes });
    const hint = element("span", { class: "hint" });
    const label = element("label", { for: name }, this.text(`your_${name}`), " ", hint);
    return { input, hint, row: element("div", { class: "field", hidden: true }, label, input) };
  }

  #ask({ input, hint, row }, choice = "off") {
    row.hidden = choice === "off" || this.isVerified;
    input.required = choice === "required" && !this.isVerified;
    setText(hint, choice === "optional" ? this.text("optional") : "");
  }
}
