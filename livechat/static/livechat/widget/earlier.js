import { element } from "../ui/dom.js";

/**
 * The chats this browser has had, newest first; `onChoose(id)`.
 *
 *   <details class="earlier"><summary>Earlier chats</summary> <ul role="list"><li><button>…</button></li></ul></details>
 */
export function earlierChats({ text, locale, conversations, onChoose }) {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "long" });
  const items = conversations.map(({ id, created_at, department, assignee }) => {
    const time = element("time", { datetime: created_at }, day.format(new Date(created_at)));
    const who = assignee ? `${assignee.name} · ${department.name}` : department.name;
    return element("li", {}, element("button", { type: "button", class: "quiet", click: () => onChoose(id) }, time, " · ", element("bdi", {}, who)));
  });
  return element("details", { class: "earlier" }, element("summary", {}, text("earlier")), element("ul", { role: "list" }, ...items));
}
