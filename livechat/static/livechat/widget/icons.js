const SVG = "http://www.w3.org/2000/svg";

// One constant each, so that a file of the bundle has those it draws.
export const CHAT = "M3 5h18v13h-9l-5 3.5V18H3z";
export const DOWN = "M6 9l6 6 6-6";
export const ATTACH = "M20 11.5l-8 8a5 5 0 0 1-7-7l8.5-8.5a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4l7.7-7.7";
export const SOUND = "M6 9.5a6 6 0 0 1 12 0c0 5 2 6.5 2 6.5H4s2-1.5 2-6.5M10 20a2.2 2.2 0 0 0 4 0";
export const SEND = "M12 19V5m-6 6l6-6 6 6";

/** A line drawing in the colour of the text around it; words beside it carry the meaning. */
export function icon(drawing) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", drawing);
  svg.append(path);
  return svg;
}
