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
