const LEVELS = ["none", "join", "reply", "manage"];

/** Whether one's access to this conversation is at least `level`. */
export function may(conversation, level) {
  return LEVELS.indexOf(conversation.access) >= LEVELS.indexOf(level);
}

/** What `me` (a staff id) can do with a conversation now, the most important first. What one may not do is not in it. */
export function actionsFor(conversation, me) {
  const { status, assignee } = conversation;
  if (!may(conversation, "reply")) return [];
  if (status === "closed") return ["reopen"];
  const canRelease = assignee && (assignee.id === me || may(conversation, "manage"));
  return [
    ...(status === "waiting" ? ["claim"] : []),
    ...(assignee && assignee.id !== me && may(conversation, "manage") ? ["takeover"] : []),
    ...(canRelease ? ["release"] : []),
    "transfer",
    "invite",
    ...(may(conversation, "manage") ? ["assign"] : []),
    "close",
  ];
}
