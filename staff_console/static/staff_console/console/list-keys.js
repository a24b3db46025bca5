/**
 * Arrow keys, Home and End go from row to row; x chooses the row one is on, with Shift the next one too. Tab still visits
 * every row, and none of it is heard outside the list.
 *
 *   listenToKeys(ul, { toggle(id), isSelecting: () => true });
 */
export function listenToKeys(list, { toggle, isSelecting }) {
  list.addEventListener("keydown", (event) => {
    const row = event.target.closest("li");
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = NEXT[event.key]?.(row);
    if (next === undefined && event.key !== "x") return;
    event.preventDefault();
    if (event.key === "x") toggle(idOf(row));
    if (!next) return;
    if (event.shiftKey && isSelecting()) toggle(idOf(next), true);
    linkIn(next).focus();
  });
}

const NEXT = {
  ArrowDown: (row) => row.nextElementSibling ?? null,
  ArrowUp: (row) => row.previousElementSibling ?? null,
  Home: (row) => row.parentElement.firstElementChild,
  End: (row) => row.parentElement.lastElementChild,
};
const linkIn = (row) => row.querySelector("a");
const idOf = (row) => linkIn(row).dataset.conversation;
