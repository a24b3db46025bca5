/**
 * The wire, version 1: every name, code and limit that crosses it. What goes into the widget's bundle imports the three
 * modules of names directly, each as a namespace: then only the names that are used are bundled.
 */

export * as Command from "./commands.js";
export * as Event from "./events.js";
export * as CloseCode from "./close-codes.js";

export const VERSION = 1;

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
