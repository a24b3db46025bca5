import { element } from "../../livechat/ui/dom.js";

/** Facts by name, `[[name, fact], …]`; those that are not known are left out. */
export function table(facts) {
  const pairs = facts.filter(([, fact]) => fact);
  return element("dl", {}, ...pairs.map(([name, fact]) => element("div", {}, element("dt", {}, name), element("dd", { dir: "auto" }, fact))));
}
