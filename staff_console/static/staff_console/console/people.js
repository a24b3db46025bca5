import { element } from "../../livechat/ui/dom.js";

const DIALOG = "livechat-erase";

/**
 * Who else is in a conversation: whom colleagues invited, and for those who manage it who sees it and why, and how to
 * erase it. Nothing is shown, and nothing asked, for people who may only read.
 *
 *   const people = new People(place, { api, text, onTrouble(words) });
 *   people.render(conversation);   // or null
 */
export class People {
  #conversation = null;
  #known = null;

  constructor(place, { api, text, onTrouble }) {
    Object.assign(this, { place, api, text, onTrouble });
  }

  render(conversation) {
    const before = this.#conversation;
    this.#conversation = conversation && conversation.access !== "join" ? conversation : null;
    const now = this.#conversation;
    if (now?.id !== before?.id || now?.access !== before?.access) this.#draw(null);
    // Whoever is invited, and wherever it is transferred to: each makes a new revision.
    if (now && (now.id !== before?.id || now.rev !== before?.rev || now.access !== before?.access)) this.#ask(now);
  }

  async #ask({ id }) {
    const known = await this.api.people(id).catch(() => null);
    if (known && this.#conversation?.id === id) this.#draw(known);
  }

  #draw(known) {
    if (JSON.stringify(known) === JSON.stringify(this.#known)) return;
    const isOpen = known !== null && Boolean(this.place.querySelector("details[open]"));
    this.#known = known;
    const sections = known ? [this.#invited(), this.#reasons(isOpen), this.#erase()] : [];
    this.place.replaceChildren(...sections.filter(Boolean));
  }

  #section(...children) {
    return element("section", { class: "livechat-details__section" }, ...children);
  }

  #invited() {
    const { invited } = this.#known;
    if (!invited.length) return null;
    const lines = invited.map(({ id, name }) =>
      element(
        "li",
        { class: "livechat-people__line" },
        element("span", { dir: "auto" }, name),
        element(
          "button",
          {
            type: "button",
            class: "button button-small button-secondary",
            "aria-label": this.text("uninvite_name", { name }),
            click: () => this.#uninvite(id),
          },
          this.text("uninvite"),
        ),
      ),
    );
    return this.#section(element("h3", {}, this.text("invited")), element("ul", {}, ...lines));
  }

  #reasons(isOpen) {
    const { people } = this.#known;
    if (!people) return null;
    const lines = people.map(({ name, reasons }) =>
      element(
        "li",
        {},
        element("strong", { dir: "auto" }, name),
        ...reasons.map((reason) => element("p", { class: "livechat-people__reason", dir: "auto" }, reason)),
      ),
    );
    const summary = element("summary", {}, element("h3", {}, this.text("who_sees", { n: people.length })));
    return this.#section(element("details", { class: "livechat-people", open: isOpen }, summary, element("ul", {}, ...lines)));
  }

  #erase() {
    if (this.#known.access !== "manage") return null;
    const press = () => this.#askFirst();
    return this.#section(element("button", { type: "button", class: "button button-small no", click: press }, this.text("erase")));
  }

  async #uninvite(staff) {
    const { id } = this.#conversation;
    const answer = await this.api.uninvite(id, staff).catch((error) => this.#explain(error));
    if (answer && this.#conversation?.id === id) this.#ask({ id });
  }

  #askFirst() {
    const { id } = this.#conversation;
    const dialog = document.getElementById(DIALOG);
    const form = dialog.querySelector("form");
    form.onsubmit = async (event) => {
      event.preventDefault();
      dialog.dispatchEvent(new CustomEvent("w-dialog:hide"));
      // The farewell event takes it off the screen, here as everywhere.
      await this.api.erase(id).catch((error) => this.#explain(error));
    };
    dialog.dispatchEvent(new CustomEvent("w-dialog:show"));
  }

  #explain({ code, message }) {
    this.onTrouble(this.text(`refused_${code}`) || message);
  }
}
