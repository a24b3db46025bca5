/**
 * Every word the widget shows, in English, but those that come with its later parts (later-strings.js). `data-strings`
 * (JSON) on the element replaces any of them.
 */
const ENGLISH = {
  chat: "Chat",
  close_chat: "Close chat",
  end_chat: "End chat",
  unread_one: "{n} unread message",
  unread_other: "{n} unread messages",
  // start
  greeting: "Hello! How can we help?",
  message: "Message",
  message_hint: "Write a message",
  your_name: "Your name",
  your_email: "Your email",
  optional: "(optional)",
  send: "Send",
  online: "Online now",
  away: "Away, leave a message",
  away_now: "Away",
  sound: "Sound",
  // talking
  messages: "Messages",
  you: "You",
  today: "Today",
  yesterday: "Yesterday",
  new_messages: "New messages",
  new_messages_count_one: "{n} new message",
  new_messages_count_other: "{n} new messages",
  jump_to_latest: "Jump to latest",
  says: "{name} says: {body}",
  typing: "{name} is typing",
  sending: "Sending",
  sent: "Sent",
  seen: "Seen",
  not_sent: "Not sent",
  retry: "Retry",
  erased: "This message was removed.",
  event_joined: "{name} joined",
  event_moved: "The chat moved to {name}",
  event_closed: "{name} ended the chat",
  event_ended: "You ended the chat",
  event_reopened: "The chat was reopened",
  // the line above the composer
  position: "You are number {n}. You can leave this page; we keep your place.",
  waiting: "Someone will be with you shortly. You can leave this page; we keep your place.",
  waiting_away: "Nobody is here right now. We have your message and will answer it here.",
  offline: "Offline. Your messages go out when you are back.",
  reconnecting: "Reconnecting",
  back_online: "Back online",
  too_long_one: "{n} character too many",
  too_long_other: "{n} characters too many",
  required: "Please fill this in.",
  // files
  attach: "Attach a file",
  attach_limits: "Up to {n} MB: {types}",
  // refusals
  refused_rate_limited: "That was very fast. The rest goes out in a moment.",
  refused_bad_value: "Please check what you entered.",
  refused_forbidden: "Chat is not available here.",
  refused_closed: "The chat has ended.",
  refused: "That did not work. Please try again.",
  // after the end
  access_lost: "This chat is no longer open to you.",
  start_new: "Start a new chat",
};

/**
 * A function from key and values to words; with a number `n`, `key_one`, `key_other` … as the language has it.
 * `text.add(words)` brings further English.
 */
export function textIn(locale, replacements = {}) {
  const words = { ...ENGLISH, ...replacements };
  const plural = new Intl.PluralRules(locale);
  const text = (key, values = {}) => {
    const pattern = words[`${key}_${plural.select(values.n ?? 0)}`] ?? words[`${key}_other`] ?? words[key] ?? "";
    return pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  };
  text.add = (more) => Object.assign(words, more, replacements);
  return text;
}
