/** The wire, version 1: every name, code and limit that crosses it. The one place in JavaScript. */

export const VERSION = 1;

export const Command = Object.freeze({
  HELLO: "hello",
  PING: "ping",
  POST: "message.post",
  TYPING: "typing.set",
  READ: "read.mark",
  HISTORY: "history.get",
  PAGE: "page.visited",
  CLOSE: "conversation.close",
  RATE: "conversation.rate",
  UPDATE_VISITOR: "visitor.update",
  TRANSCRIPT: "transcript.request",
  // staff only
  NOTE: "note.post",
  OPEN: "conversation.open",
  LEAVE: "conversation.leave",
  CLAIM: "conversation.claim",
  RELEASE: "conversation.release",
  ASSIGN: "conversation.assign",
  TRANSFER: "conversation.transfer",
  INVITE: "conversation.invite",
  REOPEN: "conversation.reopen",
  TAG: "conversation.tag",
  PRIORITIZE: "conversation.prioritize",
  AVAILABILITY: "availability.set",
  INBOX: "inbox.get",
  STAFF: "staff.list",
});

export const Event = Object.freeze({
  POSTED: "message.posted",
  CHANGED: "message.changed",
  TYPING: "typing.changed",
  READ: "read.marked",
  CONVERSATION: "conversation.changed",
  PRESENCE: "presence.changed",
  HEARTBEAT: "heartbeat",
  ERASED: "conversation.erased",
  // staff only
  INBOX: "inbox.changed",
  REMOVED: "inbox.removed",
  REVOKED: "access.revoked",
  STAFF: "staff.changed",
});

export const CloseCode = Object.freeze({
  RESTARTING: 4012,
  BAD_FRAMES: 4400,
  SESSION_ENDED: 4401,
  NOT_ALLOWED: 4403,
  NOTHING_HERE: 4404,
  NO_HELLO: 4408,
  TOO_BIG: 4413,
  FLOODING: 4429,
});

/** After these a client stops; after all others it comes back with backoff. */
export const meansStopped = (code) => code >= 4400 && code <= 4404;

export const BODY_LIMIT = 4000;
export const NAME_LIMIT = 80;
export const EMAIL_LIMIT = 254;
export const FRAME_LIMIT = 16384;
export const TYPING_LASTS = 6000;

/** What a command came to when it did not come to `ok`. `code` is a protocol code, or "timeout" or "disconnected". */
export class CommandError extends Error {
  constructor(code, message = code, retryAfter = null) {
    super(message);
    this.code = code;
    this.retryAfter = retryAfter;
  }

  static from(frame) {
    return new CommandError(frame.code, frame.message, frame.retry_after ?? null);
  }
}

const isBlank = (character) => /[\p{White_Space}\uFEFF]/u.test(character);

/** The text as the server will store it. A loop, because a trimming regex is quadratic on long blanks. */
export function trimBody(text) {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text[start])) start++;
  while (end > start && isBlank(text[end - 1])) end--;
  return text.slice(start, end).replaceAll("\r\n", "\n");
}

/** Length as the server counts it: Unicode code points. */
export const bodyLength = (text) => [...text].length;
