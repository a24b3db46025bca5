import { setText } from "../../livechat/ui/dom.js";
import { ConversationView } from "./conversation-view.js";
import { Details } from "./details.js";
import { SidePanel } from "./side-panel.js";

/**
 * Where the open conversation is shown, with its details beside it; or a sentence, when none is.
 *
 *   <div data-stage="thread"> <div data-stage="nothing" tabindex="-1"><p></p></div> </div>
 *   <aside data-stage="details"> <div data-details="body"></div> </aside>   see SidePanel
 *   <template data-stage="template">…</template>
 *
 *   const stage = new Stage(console, { desk, place, load, onAction, onAtEnd, text, times, locale, canned, memory });
 *   stage.render(line); stage.focusSoon(); stage.say("Nothing is open.");
 */
export class Stage {
  view = null;
  #wantsFocus = false;

  constructor(console, { load, ...shared }) {
    Object.assign(this, { console, shared, desk: shared.desk, place: shared.place });
    const part = (name) => console.querySelector(`[data-stage=${name}]`);
    this.parts = Object.fromEntries(["thread", "nothing", "details", "template"].map((name) => [name, part(name)]));
    const address = (id) => this.place.address(id);
    const { text, times, locale, desk, onTags, onTrouble } = shared;
    const body = this.parts.details.querySelector("[data-details=body]");
    this.panel = new SidePanel(this.parts.details, console.querySelector("[data-side-panel-toggle=details]"));
    this.details = new Details(body, { text, times, locale, address, load, api: desk.api, onTags, onTrouble });
  }

  get hasFocus() {
    return this.parts.thread.contains(document.activeElement);
  }

  render(line) {
    const { opened } = this.desk;
    if (this.view?.opened !== opened) this.#renewView(opened);
    this.console.classList.toggle("livechat-console--reading", Boolean(opened));
    this.parts.nothing.hidden = Boolean(opened);
    this.view?.render(line);
    this.details.render(opened?.conversation ?? null);
    this.#focusIfWanted();
  }

  /** On the heading, as soon as there is one. */
  focusSoon() {
    this.#wantsFocus = true;
    this.#focusIfWanted();
  }

  focusNothing() {
    this.parts.nothing.focus();
  }

  say(words) {
    setText(this.parts.nothing.querySelector("p"), words);
  }

  /** Where one may be, in the order of reading; see Regions. */
  get regions() {
    const view = () => this.view?.parts;
    return [
      { place: () => view()?.messages, enter: () => view().messages.focus() },
      { place: () => view()?.answer, enter: () => this.view.focusAnswer() },
      { place: () => this.parts.details, enter: () => this.panel.enter(), leave: () => this.panel.close() },
    ];
  }

  /** True if they lay over the conversation. */
  closeDetails() {
    if (!this.panel.close()) return false;
    this.panel.toggle.focus();
    return true;
  }

  #renewView(opened) {
    this.view?.node.remove();
    this.view = null;
    this.panel.close();
    if (!opened) return;
    this.view = new ConversationView(this.parts.template, this.shared);
    this.parts.thread.append(this.view.node);
    this.view.attached();
    this.view.backTo(this.place.address(null));
  }

  #focusIfWanted() {
    if (!this.#wantsFocus || !this.view || !this.desk.opened?.conversation) return;
    this.#wantsFocus = false;
    this.view.focusHeading();
  }
}
