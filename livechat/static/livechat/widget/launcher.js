import { element } from "../ui/dom.js";
import { LiveChat, listenToPage } from "./api.js";
import { stepAside } from "./aside.js";
import { CHAT, icon } from "./icons.js";
import { Memory } from "./memory.js";
import { load } from "./parts.js";

/**
 * Turns the link of a page into the button that opens the chat, and loads the chat when it is first wanted, or at once
 * when this browser has a conversation going.
 *
 *   <live-chat data-name="Chat" data-base="/livechat/" data-page="3" data-strings="{…}"
 *     data-sheet="/static/…/widget.css" data-script="/static/…/live-chat.js"
 *     data-later="/static/…/later.js" data-later-sheet="/static/…/later.css">
 *     <link rel="stylesheet" href="/static/…/launcher.css">
 *     <a href="/livechat/?page=3">Chat with us</a>
 *   </live-chat>
 *
 * More attributes: data-side="start", data-launcher="none", those of an invitation (invitation.js), and data-full on
 * the chat's own page. For the site's scripts there is `LiveChat` (api.js), and events that bubble up from the element:
 * "livechat:open", "livechat:close", "livechat:message" (detail: role), "livechat:unread" (detail: count),
 * "livechat:invitation".
 */
class Launcher extends HTMLElement {
  #loading = null;
  #over = null;

  connectedCallback() {
    this.#over = new AbortController();
    this.gone = this.#over.signal;
    this.link = this.querySelector("a");
    this.memory = new Memory(this.dataset.base);
    this.#build();
    this.#begin();
    const { signal } = this.#over;
    stepAside(this, { signal });
    // Another tab has started, ended or begun anew.
    addEventListener("storage", ({ key }) => key === this.memory.key && this.#load().then((widget) => widget.recall()), { signal });
    // A page that changes without being loaded anew; its title follows a moment later.
    globalThis.navigation?.addEventListener?.("currententrychange", () => setTimeout(() => this.visited(), 500), { signal });
  }

  disconnectedCallback() {
    this.#over.abort();
    this.#loading?.then((widget) => widget.leave(), () => {});
    this.#loading = null;
  }

  open() {
    return this.#call("open");
  }

  close() {
    return this.#call("close");
  }

  start(words) {
    return this.#call("write", words);
  }

  /** Means what the button said when it was pressed: while it loads, a talk may come up by itself. */
  toggle() {
    return this.#call(this.launcher.getAttribute("aria-expanded") === "true" ? "close" : "open");
  }

  setContext(values) {
    this.context = { ...this.context, ...values };
  }

  visited() {
    this.#loading?.then((widget) => widget.visited(), () => {});
  }

  tell(what, detail) {
    this.dispatchEvent(new CustomEvent(`livechat:${what}`, { bubbles: true, detail }));
  }

  #build() {
    const label = element("span", { class: "label" }, this.link.textContent.trim());
    const attributes = { type: "button", class: "livechat-launcher", "aria-expanded": "false", click: () => this.toggle() };
    this.launcher = element("button", attributes, icon(CHAT), label);
    this.region = element("section", { "aria-label": this.dataset.name }, element("slot"));
    const sheet = this.querySelector("link").cloneNode();
    // The link stays until its successor has its looks.
    sheet.onload = sheet.onerror = () => this.region.querySelector("slot")?.replaceWith(this.launcher);
    (this.shadowRoot ?? this.attachShadow({ mode: "open" })).replaceChildren(sheet, this.region);
  }

  #begin() {
    const { full, conversation, inviter } = this.dataset;
    if (conversation) this.memory.conversation.save({ id: conversation });
    // Should it not come, the page has the forms beneath.
    if (full !== undefined) this.#load().then((widget) => (widget.open(), (this.dataset.ready = ""))).catch(() => {});
    else if (this.memory.hasStarted) this.#load();
    else if (inviter) this.#greet();
  }

  /** The greeting comes forward when it is due, and what it is made of not before. */
  #greet() {
    const { invitation, after, inviter } = this.dataset;
    const come = () => this.#loading || this.memory.isAcquainted || load(inviter).then(({ invite }) => invite(this), () => {});
    if (invitation === "time") setTimeout(come, after * 1000);
    else document.documentElement.addEventListener("mouseleave", ({ clientY }) => clientY > 0 || come(), { signal: this.gone });
  }

  #load() {
    return (this.#loading ??= load(this.dataset.script).then(({ mount }) => mount(this)));
  }

  /** Where the chat cannot be loaded, its page without JavaScript still can. */
  async #call(method, ...values) {
    try {
      const widget = await this.#load();
      widget[method](...values);
    } catch {
      location.assign(this.link.href);
    }
  }
}

globalThis.LiveChat = LiveChat;
listenToPage();
customElements.define("live-chat", Launcher);
