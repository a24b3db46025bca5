import { Command } from "../../livechat/core/protocol.js";
import { ChoiceDialog } from "./choice-dialog.js";

const PLAIN = { claim: Command.CLAIM, release: Command.RELEASE, close: Command.CLOSE, reopen: Command.REOPEN };

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

  #transfer() {
    const here = this.desk.opened.conversation.department.slug;
    const others = this.desk.departments.filter(({ slug }) => slug !== here);
    this.dialogs.transfer.ask({
      choices: others.map(({ slug, name }) => ({ value: slug, label: name })),
      empty: this.text("no_departments"),
      confirm: ({ choice, note }) => this.#act(Command.TRANSFER, { department: choice, note }),
    });
  }

  async #choosePerson(name) {
    const staff = await this.desk.colleagues().catch((error) => this.#explain(error));
    const others = staff.filter(({ id }) => name === "assign" || id !== this.desk.me.id);
    this.dialogs[name].ask({
      choices: others.map(({ id, name: person, availability }) => ({
        value: id,
        name: person,
        label: this.text("person", { name: person, state: this.text(`availability_${availability}`) }),
      })),
      empty: this.text("no_colleagues"),
      confirm: ({ choice }) =>
        name === "assign" ? this.#act(Command.ASSIGN, { to: choice }) : this.#act(Command.INVITE, { staff: choice }),
    });
  }

  #act(type, values) {
    return this.desk.act(type, values).catch((error) => this.#explain(error));
  }

  #explain({ code, message }) {
    throw new Error(this.text(`refused_${code}`) || message);
  }
}
