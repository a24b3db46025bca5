/**
 * Loads a file of the bundle by the address that the page gives it, which may carry a hash. Always from the folder
 * this script came from: markup that somebody managed to put into a page cannot have us load anything else.
 */
export function load(address) {
  // Not import("./…): storages that rewrite imports would read that as an address.
  const file = address.replace(/.*[/\\]/, "./");
  return import(file);
}
