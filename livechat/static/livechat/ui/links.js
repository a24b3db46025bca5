import { element } from "./dom.js";

const ADDRESS = /\bhttps?:\/\/[^\s<>"]+/gi;
const CLOSING = ".,;:!?'\u2019\u201d\u00bb)]}";

/** Splits text into text and links: [{text, href?}]. Only http and https, and no punctuation that ends a sentence. */
export function findLinks(text) {
  const parts = [];
  let done = 0;
  for (const { 0: match, index } of text.matchAll(ADDRESS)) {
    const address = withoutClosing(match);
    if (!URL.canParse(address)) continue;
    if (index > done) parts.push({ text: text.slice(done, index) });
    parts.push({ text: address, href: address });
    done = index + address.length;
  }
  if (done < text.length) parts.push({ text: text.slice(done) });
  return parts;
}

function withoutClosing(address) {
  const opens = address.includes("(");
  let end = address.length;
  while (CLOSING.includes(address[end - 1]) && !(opens && address[end - 1] === ")")) end--;
  return address.slice(0, end);
}

/** The same as nodes, ready to be appended. */
export function linkedText(text) {
  return findLinks(text).map((part) => {
    if (!part.href) return part.text;
    return element("a", { href: part.href, target: "_blank", rel: "noopener noreferrer nofollow ugc" }, part.text);
  });
}
