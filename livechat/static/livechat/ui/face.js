import { element } from "./dom.js";

/**
 * A person's picture, or the initials of their name where there is none. Words beside it say who it is.
 *
 *   showFace(element("span", { class: "avatar", "aria-hidden": "true" }), "Sam Quill", "/livechat/staff/…/");
 */
export function showFace(node, name, picture) {
  const shown = picture ?? initials(name);
  if (node.shown === shown) return;
  node.shown = shown;
  node.replaceChildren(picture ? element("img", { src: picture, alt: "" }) : shown);
}

/** Of the first and the last word. */
function initials(name) {
  const words = name.trim().split(/\s+/);
  return [words[0], words.at(-1)].slice(0, words.length).map((word) => [...word][0] ?? "").join("");
}
