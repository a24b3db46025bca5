import { element, setText } from "../../livechat/ui/dom.js";
import { icon } from "./icons.js";

const MOST = 20;

/**
 * The tags of a conversation, to be added and taken away by those who may answer.
 *
 *   <section><h3>Tags</h3> <ul><li>lamp <button aria-label="Remove: lamp"></button></li></ul> <form><input> <button>Add</button></form></section>
 *
 *   const tags = new TagEditor({ text, onTags(tags) });
 *   tags.render(["lamp"], mayChange);
 */
export class TagEditor {
  #tags = [];
  #shown = null;

  constructor({ text, onTags }) {
    Object.assign(this, { text, onTags });
    const about = { type: "text", maxlength: 50, autocomplete: "off", "aria-label": text("add_tag"), placeholder: text("add_tag") };
    this.box = element("input", about);
    const add = element("button", { type: "submit", class: "button button-small button-secondary" }, text("add"));
    this.form = element("form", { class: "livechat-details__form", submit: (event) => this.#add(event) }, this.box, add);
    this.list = element("ul", { class: "livechat-tags", role: "list", "aria-label": text("tags") });
    this.none = element("p", { class: "livechat-details__none" });
    this.node = element("section", { class: "livechat-details__section" }, element("h3", {}, text("tags")), this.list, this.none, this.form);
  }

  render(tags, mayChange) {
    const key = JSON.stringify([tags, mayChange]);
    if (key === this.#shown) return;
    this.#shown = key;
    this.#tags = tags;
    this.form.hidden = !mayChange;
    setText(this.none, tags.length || mayChange ? "" : this.text("no_tags"));
    this.list.replaceChildren(...tags.map((tag) => this.#line(tag, mayChange)));
  }

  #line(tag, mayChange) {
    const name = element("bdi", {}, tag);
    if (!mayChange) return element("li", {}, name);
    const words = `${this.text("remove")}: ${tag}`;
    const remove = () => {
      this.onTags(this.#tags.filter((other) => other !== tag));
      this.box.focus();
    };
    return element("li", {}, name, element("button", { type: "button", title: words, "aria-label": words, click: remove }, icon("cross")));
  }

  #add(event) {
    event.preventDefault();
    const tag = this.box.value.trim();
    if (!tag) return;
    this.box.value = "";
    if (!this.#tags.includes(tag) && this.#tags.length < MOST) this.onTags([...this.#tags, tag]);
  }
}
