/**
 * Builds an element. `class` and the like are attributes (true is an empty one, false and null none), functions are
 * event listeners, children are nodes or text. Text is only ever text.
 *
 *   element("button", { type: "button", click: send }, "Send")
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** Sets text only when it differs: a live region or a selection should not notice a repeat. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
