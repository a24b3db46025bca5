import { setText } from "../ui/dom.js";

const COUNT = /^\(\d+\) /;

/** Shows how many messages wait to be read: on the launcher, in its name and in the page's title. */
export function showUnread(count, { badge, unread }, text) {
  setText(badge, count ? String(count) : "");
  setText(unread, count ? `, ${text("unread", { n: count })}` : "");
  const title = document.title.replace(COUNT, "");
  const counted = count ? `(${count}) ${title}` : title;
  if (document.title !== counted) document.title = counted;
}
