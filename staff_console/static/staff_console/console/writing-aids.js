import { element } from "../../livechat/ui/dom.js";
import { drawn } from "./canned-replies.js";
import { Suggestions } from "./suggestions.js";

/**
 * What the answer's box offers while one writes: canned replies after a "/" at its beginning, colleagues after an "@" in
 * a note. Only people who may see the conversation are offered.
 *
 *   const aids = new WritingAids(textarea, ul, { text, canned, isNote: () => false, loadPeople: async () => [{ id, name }], onCanned(reply) });
 *   aids.mentioned("… @Mona …")     // the ids of those whom a note names
 */
export class WritingAids {
  #people = null;
  #found = null;

  constructor(box, list, { text, canned, isNote, loadPeople, onCanned }) {
    Object.assign(this, { box, canned, isNote, loadPeople, onCanned });
    box.setAttribute("aria-controls", list.id);
    box.setAttribute("aria-autocomplete", "list");
    this.list = new Suggestions(box, list, { draw: (item) => (item.body ? drawn(item) : [element("bdi", {}, item.name)]), onPick: (item) => this.#picked(item), empty: text("nothing_fits") });
    box.addEventListener("input", () => this.#look());
    box.addEventListener("blur", () => this.list.close());
    // Before the composer, which would send.
    box.addEventListener("keydown", (event) => this.list.takes(event), { capture: true });
  }

  mentioned(body) {
    const named = (this.#people ?? []).filter(({ name }) => body.includes(`@${name}`));
    return named.map(({ id }) => id);
  }

  async #look() {
    const asked = (this.#found = this.#wanted());
    if (!asked) return this.list.close();
    const items = asked.isMention ? await this.#colleagues(asked.words) : this.canned.find(asked.words);
    if (asked !== this.#found) return;
    if (items.length) this.list.open(items.slice(0, 8));
    else this.list.close();
  }

  /** What stands before the cursor, if it asks for something. */
  #wanted() {
    const before = this.box.value.slice(0, this.box.selectionStart);
    if (!this.isNote()) {
      const slash = /^\s*\/(\S*)$/.exec(before);
      return slash && { start: before.indexOf("/"), words: slash[1] };
    }
    const at = /(?:^|\s)@([^\s@]*)$/.exec(before);
    return at && { start: before.length - at[1].length - 1, words: at[1], isMention: true };
  }

  async #colleagues(words) {
    this.#people ??= await this.loadPeople().catch(() => null);
    const wanted = words.toLowerCase();
    return (this.#people ?? []).filter(({ name }) => name.toLowerCase().split(/\s/).some((part) => part.startsWith(wanted)));
  }

  #picked(item) {
    const { start } = this.#found;
    const { value, selectionStart: end } = this.box;
    if (item.body) {
      this.box.setRangeText("", start, end, "end");
      return this.onCanned(item);
    }
    this.box.setRangeText(`@${item.name} `, start, end + Number(value[end] === " "), "end");
    this.box.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
