const SVG = "http://www.w3.org/2000/svg";

/** One of the admin's icons, by name, as its `{% icon %}` tag writes it. */
export function icon(name, className = "") {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  svg.setAttribute("class", `icon icon-${name} ${className}`.trim());
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}
