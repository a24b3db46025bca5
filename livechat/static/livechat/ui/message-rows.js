const GROUP_SPAN = 2 * 60_000;

/**
 * What each line of a message list shows, decided without a DOM.
 *
 *   messageRows({ messages, sending, seen, newAfter }, "visitor") →
 *     [{ key, message, mine, day, isFirstNew, startsGroup, endsGroup, state }]
 *
 * `messages` come from a Timeline, `sending` from an Outbox. `seen`: the other side has read up to this seq.
 * `isCut`: newer messages exist that are not among them.
 * `newAfter`: the seq after which the divider "New messages" stands, or null. `day`: a Date where a day begins.
 * `state`: "sending" | "late" | "failed", or for the last own message "sent" | "seen".
 */
export function messageRows({ messages, sending = [], seen = 0, newAfter = null, isCut = false }, role) {
  const known = new Set(messages.map(({ client_id }) => client_id));
  const waiting = isCut ? [] : sending.filter(({ client_id }) => !known.has(client_id)).map((item) => unsent(item, role));
  const rows = [...messages, ...waiting].map((message) => ({
    key: message.client_id,
    message,
    mine: message.author.role === role,
    time: new Date(message.at),
    state: message.state ?? null,
  }));
  rows.forEach((row, index) => place(row, rows[index - 1], newAfter));
  rows.forEach((row, index) => (row.endsGroup = rows[index + 1]?.startsGroup ?? true));
  const last = rows.findLast(({ mine, message }) => mine && isSpeech(message));
  if (last && !last.state && !isCut) last.state = last.message.seq <= seen ? "seen" : "sent";
  return rows;
}

function unsent({ client_id, body, at, state, code, kind = "text", name = "" }, role) {
  return { client_id, body, at, state, code, kind, author: { role, name } };
}

function place(row, before, newAfter) {
  const isNewDay = row.time.toDateString() !== before?.time.toDateString();
  row.day = isNewDay ? row.time : null;
  row.isFirstNew = newAfter !== null && row.message.seq > newAfter && !(before?.message.seq > newAfter);
  row.startsGroup = isNewDay || row.isFirstNew || !continues(row, before);
}

function continues({ message, time }, before) {
  return (
    message.author.role === before.message.author.role &&
    (message.author.name === before.message.author.name || !message.author.name) &&
    message.kind === before.message.kind &&
    time - before.time < GROUP_SPAN
  );
}

const isSpeech = ({ kind }) => kind !== "event" && kind !== "note";
