/**
 * Arrow keys, Home and End go from row to row; x chooses the row one is on, with Shift the next one too. Tab still visits
 * every row, and none of it is heard outside the list.
 *
 *   listenToKeys(ul, { ids: () => [], focus(id), toggle(id), isSelecting: () => true });
 */
export function listenToKeys(list, { ids, focus, toggle, isSelecting }) {
  list.addEventListener("keydown", (event) => {
    const row = event.target.closest("li");
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const id = row.querySelector("a").dataset.conversation;
    if (event.key in NEXT) {
      event.preventDefault();
      const all = ids();
      const next = all[NEXT[event.key](all.indexOf(id), all.length)];
      if (!next) return;
      if (event.shiftKey && isSelecting()) toggle(next, true);
      focus(next);
    } else if (event.key === "x") {
      event.preventDefault();
      toggle(id);
    }
  });
}

const NEXT = {
  ArrowDown: (place) => place + 1,
  ArrowUp: (place) => place - 1,
  Home: () => 0,
  End: (_place, length) => length - 1,
};
