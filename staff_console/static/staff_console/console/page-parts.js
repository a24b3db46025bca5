import { element } from "../../livechat/ui/dom.js";

/** The page that a conversation began on, as a page: its picture, title, type and state, and the way to edit it. */
export function pageParts({ title, url, state, is_live: isLive, kind, image, edit_url: edit }, text) {
  const picture = image && element("img", { class: "livechat-details__picture", src: image, alt: "", loading: "lazy", decoding: "async" });
  const line = element("p", { class: "livechat-details__page" }, pageLink(url, title || url));
  const about = element("p", { class: "livechat-details__about" });
  if (state) about.append(element("span", { class: `w-status ${isLive ? "w-status--primary" : ""}` }, state));
  if (kind) about.append(" ", kind);
  const change = edit && element("p", {}, element("a", { href: edit, class: "button button-small button-secondary" }, text("edit_page")));
  return [element("h3", {}, text("page")), picture, line, state ? about : null, change].filter(Boolean);
}

/** Where the visitor went, the latest last and marked. */
export function journeyParts(journey, { text, times }) {
  const lines = journey.map(({ title, url, at }, index) => {
    const isHere = index === journey.length - 1;
    const time = element("time", { datetime: at }, times.brief(at));
    return element("li", isHere ? { "aria-current": "true" } : {}, pageLink(url, title || url), " ", time);
  });
  return [element("h3", {}, text("journey")), element("ol", { class: "livechat-journey" }, ...lines)];
}

function pageLink(url, words) {
  const href = safeAddress(url);
  return href ? element("a", { href, target: "_blank", rel: "noreferrer", dir: "auto" }, words) : element("span", { dir: "auto" }, words);
}

/** An address if it is one to be followed: visitors' browsers sent it. */
function safeAddress(url) {
  const { protocol, href } = URL.canParse(url, location.href) ? new URL(url, location.href) : {};
  return url && ["http:", "https:"].includes(protocol) ? href : null;
}
