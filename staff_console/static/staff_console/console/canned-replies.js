import { element } from "../../livechat/ui/dom.js";
import { ICONS } from "./card-tray.js";
import { icon } from "./icons.js";
import { Suggestions } from "./suggestions.js";

/**
 * A box that finds canned replies while one types; and the same list under the answer's own box, after a "/".
 *
 *   <div>
 *     <input type="text" role="combobox" aria-label="Canned replies" aria-expanded="false" aria-controls="list" …>
 *     <ul role="listbox" id="list" aria-label="Canned replies" hidden></ul>
 *   </div>
 *
 *   const canned = new CannedReplies(div, { replies, text, onPick(reply) });
 *   canned.scope = { department: "support", locale: "fr" };   // offer those of these, and those of none
 *   canned.find("deliv")                                      // what fits, the nearest first
 */
export class CannedReplies {
  scope = {};

  constructor(place, { replies, text, onPick }) {
    Object.assign(this, { replies, text, onPick });
    this.box = place.querySelector("[role=combobox]");
    const onPicked = (reply) => this.#picked(reply);
    this.list = new Suggestions(this.box, place.querySelector("[role=listbox]"), { onPick: onPicked, draw: drawn, empty: text("no_canned") });
    this.box.addEventListener("input", () => this.#open());
    this.box.addEventListener("click", () => this.#open());
    this.box.addEventListener("keydown", (event) => this.#pressed(event));
    this.box.addEventListener("blur", () => this.list.close());
  }

  find(words) {
    return fitting(this.replies, words, this.scope);
  }

  #open() {
    this.list.open(this.find(this.box.value.replace(/^\s*\//, "")), { first: Boolean(this.box.value) });
  }

  #pressed(event) {
    if (this.list.takes(event)) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") this.#open();
    else if (event.key !== "Enter") return;
    event.preventDefault(); // Enter would send what is in the other box
  }

  #picked(reply) {
    this.box.value = "";
    this.onPick(reply);
  }
}

/** What a visitor who reads `locale` calls a department; `names`: `{slug: {language: name}}`, as its form has them. */
export function nameFor(names, { slug, name }, locale) {
  const known = names[slug] ?? {};
  return known[locale] ?? known[locale.split("-")[0]] ?? name;
}

/** Those of a department and a language, and those of none, in which `words` are; the nearest shortcut first. */
export function fitting(replies, words, { department, locale }) {
  const wanted = words.trim().toLowerCase();
  const language = (code) => code?.split("-")[0];
  const isHere = (reply) => !reply.department || reply.department === department;
  const isSaid = (reply) => !reply.locale || !locale || language(reply.locale) === language(locale);
  const fits = (reply) => `${reply.title}\n${reply.shortcut}\n${reply.body}`.toLowerCase().includes(wanted);
  const distance = ({ shortcut }) => Number(!shortcut.startsWith(wanted));
  return replies.filter((reply) => isHere(reply) && isSaid(reply) && fits(reply)).sort((one, other) => distance(one) - distance(other));
}

/** A canned reply in a list. */
export function drawn({ title, body, shortcut, cards }) {
  return [
    element("span", { class: "livechat-canned__title", dir: "auto" }, title, ...(shortcut ? [" ", element("kbd", {}, `/${shortcut}`)] : [])),
    " ",
    element("span", { class: "livechat-canned__body", dir: "auto" }, body),
    ...cards.map(({ kind, title: name }) => element("span", { class: "livechat-canned__card" }, " ", icon(ICONS[kind]), element("bdi", {}, name))),
  ];
}

/** A canned reply with what it names filled in, once; what a visitor calls themselves is never looked into. */
export function filled(body, values) {
  return body.replace(/(\s?)\{(\w+)\}/g, (whole, gap, name) => {
    if (!Object.hasOwn(values, name)) return whole;
    return values[name] ? gap + values[name] : ""; // "Hello, …" to those who gave no name
  });
}
