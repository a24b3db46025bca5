import { element } from "../../livechat/ui/dom.js";
import { table } from "./fact-table.js";
import { icon } from "./icons.js";
import { visitorName } from "./visitor.js";

/** Who the visitor is, as far as they told, and where they sit. */
export function visitorParts(conversation, surfer, { text, locale }) {
  const { visitor } = conversation;
  const { device, browser, referrer } = surfer;
  const facts = [
    [text("name"), visitorName(conversation, text)],
    [text("email"), visitor.email && mailLink(visitor.email)],
    [text("account"), visitor.verified && element("span", {}, icon("check"), " ", text("verified"))],
    [text("language"), languages(conversation.locale, surfer.language, locale)],
    [text("local_time"), surfer.time_zone && localTime(surfer.time_zone, locale)],
    [text("came_from"), referrer && element("span", { dir: "ltr" }, referrer.replace(/^https?:\/\//, ""))],
    [text("device"), [device && text(`device_${device}`), browser].filter(Boolean).join(", ")],
  ];
  return [element("h3", {}, text("visitor_heading")), table(facts)];
}

function mailLink(email) {
  return element("a", { href: `mailto:${encodeURIComponent(email).replace("%40", "@")}`, dir: "ltr" }, email);
}

/** The page's language, and the browser's where that is another. */
function languages(ofPage, ofBrowser, locale) {
  const names = new Intl.DisplayNames(locale, { type: "language" });
  const own = ofPage?.split("-")[0] === ofBrowser?.split("-")[0] ? "" : ofBrowser;
  return [ofPage, own].filter(Boolean).map((code) => named(names, code)).join(", ");
}

function named(names, code) {
  try {
    return names.of(code);
  } catch {
    return code;
  }
}

function localTime(timeZone, locale) {
  try {
    return new Intl.DateTimeFormat(locale, { timeZone, weekday: "short", hour: "2-digit", minute: "2-digit" }).format(Date.now());
  } catch {
    return ""; // a zone that this browser does not know
  }
}
