import { element } from "./dom.js";

/**
 * A page, document or picture of the site that staff sent, leading there. Null if its address is none to follow.
 *
 *   <p class="body card"><a href="…"><img alt="" …> <bdi class="name">Heron</bdi> <small>Page</small></a></p>
 */
export function cardBody({ title, url, image, text: about, kind }, { text, isVisitor }) {
  const [target, picture] = [url, image].map(safe);
  if (!target) return null;
  const link = element("a", { href: target, rel: "noopener" });
  // The chat goes on over there; staff keep their console.
  if (!isVisitor || kind !== "page" || target.origin !== location.origin) link.target = "_blank";
  if (picture) link.append(element("img", { src: picture, alt: "", loading: "lazy", decoding: "async" }));
  const words = [text(`card_${kind}`), about].filter(Boolean).join(" · ");
  link.append(element("bdi", { class: "name" }, title), " ", element("small", { dir: "auto" }, words));
  return element("p", { class: "body card", dir: "auto" }, link);
}

function safe(address) {
  const url = address && URL.canParse(address, location.href) && new URL(address, location.href);
  return url && /^https?:$/.test(url.protocol) ? url : null;
}
