/** What a client tells the server, by type. */

export const HELLO = "hello";
export const PING = "ping";
export const POST = "message.post";
export const TYPING = "typing.set";
export const READ = "read.mark";
export const HISTORY = "history.get";
export const PAGE = "page.visited";
export const CLOSE = "conversation.close";
export const RATE = "conversation.rate";
export const UPDATE_VISITOR = "visitor.update";
export const TRANSCRIPT = "transcript.request";
export const WITHDRAW = "consent.withdraw";

// staff only
export const NOTE = "note.post";
export const CARD = "card.post";
export const OPEN = "conversation.open";
export const LEAVE = "conversation.leave";
export const CLAIM = "conversation.claim";
export const RELEASE = "conversation.release";
export const ASSIGN = "conversation.assign";
export const TRANSFER = "conversation.transfer";
export const INVITE = "conversation.invite";
export const REOPEN = "conversation.reopen";
export const TAG = "conversation.tag";
export const PRIORITIZE = "conversation.prioritize";
export const AVAILABILITY = "availability.set";
export const INBOX = "inbox.get";
export const STAFF = "staff.list";
