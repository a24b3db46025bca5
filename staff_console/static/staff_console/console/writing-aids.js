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
    return namedIn(body, this.#people ?? []);
  }

  /** A note put back after a reload names people, too. */
  prepare() {
    if (this.isNote() && this.box.value.includes("@")) this.#load();
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
    await this.#load();
    const wanted = words.toLowerCase();
    return (this.#people ?? []).filter(({ name }) => name.toLowerCase().split(/\s/).some((part) => part.startsWith(wanted)));
  }

  async #load() {
    this.#people ??= await this.loadPeople().catch(() => null);
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

/** The ids of the people whom a text names after an "@". "@Sam Smith" is not also "@Sam"; of a name, everybody. */
export function namedIn(text, people) {
  const names = [...new Set(people.map(({ name }) => name))].sort((one, other) => other.length - one.length);
  const named = new Set();
  for (const name of names) {
    const parts = text.split(`@${name}`);
    if (parts.slice(1).some((rest) => !/^[\p{L}\p{N}]/u.test(rest))) named.add(name);
    text = parts.join(" ");
  }
  return people.filter(({ name }) => named.has(name)).map(({ id }) => id);
}
