import { EMAIL_LIMIT, NAME_LIMIT } from "../core/protocol.js";
import { Composer } from "../ui/composer.js";
import { element, setText } from "../ui/dom.js";

/**
 * The first message, and a name and e-mail address if the site asks for them.
 *
 *   const form = new StartForm({ text, store, onStart(body, { name, email }) });
 *   panel.body.append(form.node);
 *   form.prepare(availability);   // the reply of GET availability/
 *   form.complain(words);
 */
export class StartForm {
  constructor({ text, store, onStart }) {
    Object.assign(this, { text, onStart });
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

  prepare({ chat, greeting, fields = {} }) {
    if (greeting) setText(this.greeting, greeting);
    if (!chat) setText(this.greeting, this.text("unavailable"));
    this.question.hidden = !chat;
    this.#ask(this.name, fields.name);
    this.#ask(this.email, fields.email);
  }

  complain(words, input = this.message) {
    setText(this.problem, words);
    for (const field of [this.message, this.name.input, this.email.input]) {
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
    if (wrong) {
      this.complain(this.text(wrong.input.value ? "refused_bad_value" : "required"), wrong.input);
      queueMicrotask(() => wrong.input.focus());
      return false;
    }
    const details = { name: this.name.input.value.trim(), email: this.email.input.value.trim() };
    for (const key in details) if (!details[key]) delete details[key];
    this.onStart(body, details);
    return false; // the text stays until it has left
  }

  #field(name, attributes) {
    const input = element("input", { id: name, name, ...attributes });
    const hint = element("span", { class: "hint" });
    const label = element("label", { for: name }, this.text(`your_${name}`), " ", hint);
    return { input, hint, row: element("div", { class: "field", hidden: true }, label, input) };
  }

  #ask({ input, hint, row }, choice = "off") {
    row.hidden = choice === "off";
    input.required = choice === "required";
    setText(hint, choice === "optional" ? this.text("optional") : "");
  }
}
