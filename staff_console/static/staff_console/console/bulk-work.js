const AT_ONCE = 100;

/**
 * One action on many conversations, so many at a time. What is done is done: where the way to the server ends, the rest
 * counts as refused. Throws only when nothing at all was done.
 *
 *   await carryOut(ids, (part) => api.bulk({ action: "close", conversations: part }))   // { done: [ids], refused: { forbidden: 2 } }
 */
export async function carryOut(ids, ask) {
  const done = [];
  const refused = {};
  const refuse = (code, n) => (refused[code] = (refused[code] ?? 0) + n);
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    try {
      const answer = await ask(ids.slice(start, start + AT_ONCE));
      done.push(...answer.done);
      for (const [code, n] of Object.entries(answer.refused)) refuse(code, n);
    } catch (error) {
      if (!start) throw error;
      refuse(error.code, ids.length - start);
      break;
    }
  }
  return { done, refused };
}

/** What came of it: "2 conversations closed. 1 was left as it is: You may not do this." */
export function inWords(text, action, number, refused) {
  const why = (code) => text(code === "bad_value" ? "bulk_odd" : `refused_${code}`) || text("refused");
  const left = Object.entries(refused).map(([code, n]) => text("bulk_refused", { n, why: why(code) }));
  return [text(`bulk_${action}`, { n: number }), ...left].join(" ");
}
