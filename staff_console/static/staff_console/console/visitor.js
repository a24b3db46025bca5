const named = new WeakMap();

/** The visitor's name, or "Visitor" and something that tells them apart. */
export function visitorName(conversation, text) {
  return conversation.visitor.name || text("visitor", { id: conversation.id.slice(0, 4) });
}

/** Messages with a name for visitors who gave none. The same message comes out as the same object. */
export function withNames(messages, conversation, text) {
  return messages.map((message) => {
    if (message.author.role !== "visitor" || message.author.name) return message;
    const name = visitorName(conversation, text);
    let copy = named.get(message);
    if (copy?.author.name !== name) {
      copy = { ...message, author: { ...message.author, name } };
      named.set(message, copy);
    }
    return copy;
  });
}
