import { Command } from "../../livechat/core/protocol.js";
import { ChoiceDialog } from "./choice-dialog.js";

const PLAIN = { claim: Command.CLAIM, release: Command.RELEASE, close: Command.CLOSE, reopen: Command.REOPEN };

const PERSON = "person:"; // no department's slug has a colon

/**
 * Carries out what the buttons of a conversation say, after a choice where there is one.
 *
 *   const choices = new Choices(desk, { text });
 *   await choices.carryOut("transfer");   // throws what went wrong, as an Error with a sentence
 */
export class Choices {
  constructor(desk, { text }) {
    Object.assign(this, { desk, text });
    this.dialogs = Object.fromEntries(["transfer", "invite", "assign"].map((name) => [name, new ChoiceDialog(`livechat-${name}`)]));
  }

  carryOut(name) {
    if (PLAIN[name]) return this.#act(PLAIN[name]);
    if (name === "takeover") return this.#act(Command.ASSIGN, { to: this.desk.me.id });
    return name === "transfer" ? this.#transfer() : this.#choosePerson(name);
  }

  /** Into a department's queue, or to a colleague who may answer here. Pressed again, it is the same transfer. */
  async #transfer() {
    const { id, department, assignee } = this.desk.opened.conversation;
    const staff = await this.desk.colleagues(id).catch((error) => this.#explain(error));
    const desks = this.desk.departments.filter(({ slug }) => slug !== department.slug);
    const people = staff.filter((person) => person.id !== this.desk.me.id && person.id !== assignee?.id);
    const client_id = crypto.randomUUID();
    this.dialogs.transfer.ask({
      choices: [
        ...desks.map(({ slug, name }) => ({ value: slug, label: name, group: this.text("departments") })),
        ...people.map((person) => ({ ...this.#person(person), value: PERSON + person.id, group: this.text("colleagues") })),
      ],
      empty: this.text("no_departments"),
      confirm: ({ choice, note }) => this.#act(Command.TRANSFER, { ...destination(choice), note, client_id }),
    });
  }

  async #choosePerson(name) {
    const here = name === "assign" ? this.desk.opened.id : undefined;
    const staff = await this.desk.colleagues(here).catch((error) => this.#explain(error));
    const others = staff.filter(({ id }) => name === "assign" || id !== this.desk.me.id);
    this.dialogs[name].ask({
      choices: others.map((person) => this.#person(person)),
      empty: this.text("no_colleagues"),
      confirm: ({ choice }) =>
        name === "assign" ? this.#act(Command.ASSIGN, { to: choice }) : this.#act(Command.INVITE, { staff: choice }),
    });
  }

  #person({ id, name, availability }) {
    return { value: id, name, label: this.text("person", { name, state: this.text(`availability_${availability}`) }) };
  }

  #act(type, values) {
    return this.desk.act(type, values).catch((error) => this.#explain(error));
  }

  #explain({ code, message }) {
    throw new Error(this.text(`refused_${code}`) || message);
  }
}

function destination(choice) {
  return choice.startsWith(PERSON) ? { to: choice.slice(PERSON.length) } : { department: choice };
}
