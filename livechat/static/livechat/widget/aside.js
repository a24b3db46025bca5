/**
 * What has the focus in the page is never wholly behind the chat (WCAG 2.4.11): the chat steps aside, until the focus
 * is where it hides nothing. `data-aside` on the element says so to the style sheet.
 */
export function stepAside(host, { signal }) {
  const look = () => {
    host.removeAttribute("data-aside"); // to be measured where it stands
    host.toggleAttribute("data-aside", isHidden(document.activeElement, host));
  };
  // The browser scrolls to what gets the focus after it has said so.
  const soon = () => requestAnimationFrame(look);
  for (const event of ["focusin", "focusout", "scrollend"]) document.addEventListener(event, soon, { signal });
}

function isHidden(node, host) {
  if (!node || node === host || node === document.body) return false;
  const shown = [...node.getClientRects()].flatMap(spots).map(([x, y]) => document.elementFromPoint(x, y)).filter(Boolean);
  return shown.length > 0 && shown.every((there) => there === host);
}

/** Nine places all over a box. */
const spots = ({ left, right, top, bottom }) =>
  [left + 1, (left + right) / 2, right - 1].flatMap((x) => [top + 1, (top + bottom) / 2, bottom - 1].map((y) => [x, y]));
