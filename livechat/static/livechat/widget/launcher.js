import { element } from "../ui/dom.js";
import { icon } from "./icons.js";
import { Memory } from "./memory.js";
import { load } from "./parts.js";

/**
 * Turns the link of a page into the button that opens the chat, and loads the chat when it is first wanted, or at once
 * when this browser has a conversation going.
 *
 *   <live-chat data-name="Chat" data-base="/livechat/" data-page="3" data-strings="{…}"
 *     data-sheet="/static/…/widget.css" data-script="/static/…/live-chat.js" data-later="/static/…/later.js" data-later-sheet="/static/…/later.css">
 *     <link rel="stylesheet" href="/static/…/launcher.css">
 *     <a href="/livechat/?page=3">Chat with us</a>
 *   </live-chat>
 *
 * For the site's own scripts: `open()`, `close()`, `toggle()`, and the events "livechat:open" and "livechat:close".
 */
class LiveChat extends HTMLElement {
  #loading = null;

  connectedCallback() {
    if (this.shadowRoot) return;
    this.link = this.querySelector("a");
    this.memory = new Memory(this.dataset.base);
    this.#build();
    if (this.memory.hasStarted) this.#load();
    // Another tab has started, ended or begun anew.
    addEventListener("storage", ({ key }) => key === this.memory.key && this.#load().then((widget) => widget.recall()));
  }

  open() {
    return this.#call("open");
  }

  close() {
    return this.#call("close");
  }

  /** Means what the button said when it was pressed: while it loads, a talk may come up by itself. */
  toggle() {
    return this.#call(this.launcher.getAttribute("aria-expanded") === "true" ? "close" : "open");
  }

  #build() {
    const label = element("span", { class: "label" }, this.link.textContent.trim());
    const attributes = { type: "button", class: "livechat-launcher", "aria-expanded": "false", click: () => this.toggle() };
    this.launcher = element("button", attributes, icon("chat"), label);
    this.region = element("section", { "aria-label": this.dataset.name }, element("slot"));
    const sheet = this.querySelector("link").cloneNode();
    // The link stays until its successor has its looks.
    sheet.onload = sheet.onerror = () => this.region.querySelector("slot")?.replaceWith(this.launcher);
    this.attachShadow({ mode: "open" }).append(sheet, this.region);
  }

  #load() {
    return (this.#loading ??= load(this.dataset.script).then(({ mount }) => mount(this)));
  }

  /** Where the chat cannot be loaded, its page without JavaScript still can. */
  async #call(method) {
    try {
      const widget = await this.#load();
      widget[method]();
    } catch {
      location.assign(this.link.href);
    }
  }
}

customElements.define("live-chat", LiveChat);
