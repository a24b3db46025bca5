import { element } from "./dom.js";

const SHOWN = 240;

/**
 * A file in a message: a small picture that opens large, or a name with type and size in words.
 *
 *   <p class="body file"><a href="…" target="_blank"><img alt="lamp.jpg" …></a></p>
 *   <p class="body file"><a href="…" download="bill.pdf"><bdi>bill.pdf</bdi> <small>PDF, 34 kB</small></a></p>
 */
export function fileBody({ name, size, width, height, type }, url, locale) {
  const link = element("a", { href: url, target: "_blank", rel: "noopener" });
  const body = element("p", { class: "body file", dir: "auto" }, link);
  if (width) {
    const scale = Math.min(1, SHOWN / width, SHOWN / height);
    const [w, h] = [width, height].map((side) => Math.max(1, Math.round(side * scale)));
    link.append(element("img", { src: url, alt: name, width: w, height: h, loading: "lazy", decoding: "async" }));
    body.classList.add("picture");
  } else {
    link.setAttribute("download", name);
    const kind = type.startsWith("text/") || name.includes(".") ? name.split(".").pop().toUpperCase() : type;
    link.append(element("bdi", { class: "name" }, name), " ", element("small", {}, `${kind}, ${sizeInWords(size, locale)}`));
  }
  return body;
}

/** "34 kB" or "1.2 MB", as the language writes it. */
export function sizeInWords(bytes, locale) {
  const [value, unit] = bytes < 1e6 ? [Math.max(1, Math.round(bytes / 1000)), "kilobyte"] : [bytes / 1e6, "megabyte"];
  return new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
}
