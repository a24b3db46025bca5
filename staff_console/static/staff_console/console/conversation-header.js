import { element, setText } from "../../livechat/ui/dom.js";
import { actionsFor } from "./actions.js";
import { visitorName } from "./visitor.js";

const PRIMARY = new Set(["claim", "reopen"]);

/**
 * Whose conversation it is, how it stands, and what one can do with it.
 *
 *   <header>
 *     <h2 data-header="name" tabindex="-1"><bdi></bdi></h2> <p data-header="facts"></p> <div data-header="actions" role="group"></div>
 *   </header>
 *
 *   const header = new ConversationHeader(place, { me, text, times, onAction(name) });
 *   header.render(conversation);
 */
export class ConversationHeader {
  #shown = "";

  constructor(place, { me, text, times, onAction }) {
    Object.assign(this, { me, text, times, onAction });
    const part = (name) => place.querySelector(`[data-header=${name}]`);
    this.name = part("name");
    this.facts = part("facts");
    this.actions = part("actions");
  }

  focus() {
    this.name.focus();
  }

  render(conversation) {
    setText(this.name.firstElementChild, visitorName(conversation, this.text));
    this.#renderFacts(conversation);
    const names = actionsFor(conversation, this.me);
    if (names.join() === this.#shown) return;
    this.#shown = names.join();
    const hadFocus = this.actions.contains(document.activeElement);
    this.actions.replaceChildren(...names.map((name) => this.#button(name)));
    this.actions.hidden = !names.length;
    if (hadFocus) this.focus();
  }

  #renderFacts({ status, assignee, department, page, waiting_since }) {
    const since = waiting_since && this.times.since(waiting_since);
    const state = element("span", { class: `w-status w-status--label livechat-status--${status}` }, this.text(`status_${status}`));
    const words = [since && this.text("for_time", { time: since }), this.#who(status, assignee), department.name, page?.title].filter(Boolean).join(" · ");
    if (this.facts.dataset.shown === status + words) return;
    this.facts.dataset.shown = status + words;
    this.facts.replaceChildren(state, " ", element("bdi", {}, words));
  }

  #who(status, assignee) {
    if (!assignee || status === "closed") return "";
    return assignee.id === this.me ? this.text("with_you") : this.text("with", { name: assignee.name });
  }

  #button(name) {
    const looks = PRIMARY.has(name) ? "button button-small" : "button button-small button-secondary";
    return element("button", { type: "button", class: looks, click: () => this.onAction(name) }, this.text(name));
  }
}
