/** When each kind of news was: what is later than the latest that one was told of is new. */
const KINDS = {
  escalated: { in: ({ escalated }) => escalated?.newest, at: ({ at }) => at, choice: "escalations" },
  mentioned: { in: ({ named }) => named, at: ({ at }) => at, choice: "mentions" },
  waiting: { in: ({ newest }) => newest, at: ({ since }) => since },
};

const URGED_EVERY = 60; // s

/** After how many seconds somebody with these choices is reminded of what still waits, 0 for never. What is overdue is urged whatever one chose. */
export const pauseOf = (kind, { every }) => every || (kind === "escalated" ? URGED_EVERY : 0);

/** What is new in `now` for somebody who was `told` so far and has these choices: `{escalated, mentioned, waiting}`, the latest first. */
export function freshIn(now, told, choices) {
  const fresh = ([kind, { in: rows, at, choice }]) => {
    const isWanted = !choice || choices[choice];
    return [kind, isWanted ? (rows(now) ?? []).filter((row) => at(row) > (told[kind] ?? "")) : []];
  };
  return Object.fromEntries(Object.entries(KINDS).map(fresh));
}

/** What one is told of when one is told of all of `now`, and of `told` before. */
export function latestOf(now, told = {}) {
  const latest = ([kind, { in: rows, at }]) => {
    const first = rows(now)?.[0];
    const [before, here] = [told[kind] ?? "", first ? at(first) : ""];
    return [kind, here > before ? here : before];
  };
  return Object.fromEntries(Object.entries(KINDS).map(latest));
}
