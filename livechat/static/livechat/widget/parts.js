/**
 * Loads a file of the bundle by the address that the page gives it, which may carry a hash. Always from the folder
 * this script came from: markup that somebody managed to put into a page cannot have us load anything else.
 */
export function load(address) {
  // Not import("./…): storages that rewrite imports would read that as an address.
  const file = address.replace(/.*[/\\]/, "./");
  return import(file);
}

/** Adds a style sheet to the widget, by the page's own link; answers when it counts, or cannot be had. */
export function dress(host, address) {
  const sheet = host.querySelector("link").cloneNode();
  const done = new Promise((resolve) => (sheet.onload = sheet.onerror = resolve));
  sheet.href = address;
  host.shadowRoot.append(sheet);
  return done;
}
