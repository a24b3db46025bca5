/** What the server tells its clients, by type. */

export const POSTED = "message.posted";
export const CHANGED = "message.changed";
export const TYPING = "typing.changed";
export const READ = "read.marked";
export const CONVERSATION = "conversation.changed";
export const PRESENCE = "presence.changed";
export const HEARTBEAT = "heartbeat";
export const ERASED = "conversation.erased";

// staff only
export const INBOX = "inbox.changed";
export const REMOVED = "inbox.removed";
export const REVOKED = "access.revoked";
export const STAFF = "staff.changed";
export const WATCHING = "watching.changed";
export const MENTION = "mention.posted";
