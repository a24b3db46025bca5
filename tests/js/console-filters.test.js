import assert from "node:assert/strict";
import { test } from "node:test";
import { asCommand, filtersIn, fits } from "../../staff_console/static/staff_console/console/filters.js";
import { Inbox } from "../../staff_console/static/staff_console/console/inbox.js";
import { Selection } from "../../staff_console/static/staff_console/console/selection.js";

const conversation = (more = {}) => ({
  ...{ id: "a", status: "open", department: { slug: "support" }, assignee: { id: "7" }, tags: ["vip"], priority: 1, locale: "fr" },
  ...{ rev: 1, last_seq: 1, waiting_since: null, last_message_at: "2026-03-02T14:10:00.000Z" },
  ...more,
});
const inboxOf = (filters) => {
  const inbox = new Inbox({ views: { inbox: ["waiting", "open"], waiting: ["waiting"] }, me: "7" });
  inbox.begin({ view: "inbox", filters });
  return inbox;
};

test("a conversation fits when it fits every filter", () => {
  const filters = { department: "support", assignee: "me", tag: "vip", priority: "1", locale: "fr" };
  assert.ok(fits(conversation(), filters, "7"));
  const others = [{ department: { slug: "sales" } }, { assignee: { id: "8" } }, { assignee: null }, { tags: ["vi"] }, { priority: 0 }, { locale: "en" }];
  for (const other of others) assert.ok(!fits(conversation(other), filters, "7"), JSON.stringify(other));
  assert.ok(fits(conversation({ assignee: null }), { assignee: "nobody" }, "7"));
  assert.ok(fits(conversation({ assignee: { id: "8" } }), { assignee: "8" }, "7"));
});

test("an address is read for what it may hold, and nothing else", () => {
  const address = new URLSearchParams({ tag: " vip ", priority: "9", view: "all", locale: "", nonsense: "x" });
  assert.deepEqual(filtersIn(address), { tag: "vip" });
  assert.deepEqual(asCommand({ priority: "2", tag: "x" }), { priority: 2, tag: "x" });
});

test("news that does not fit stays out, and what fits no longer goes", () => {
  const inbox = inboxOf({ tag: "vip" });
  inbox.receive(conversation());
  inbox.receive(conversation({ id: "b", tags: [] }));
  assert.deepEqual(inbox.rows.map(({ id }) => id), ["a"]);
  inbox.receive(conversation({ tags: [], rev: 2 }));
  assert.deepEqual(inbox.rows, []);
});

test("of those who wait the urgent come first, then the longest", () => {
  const inbox = inboxOf({});
  const waiting = (id, minute, priority) => conversation({ id, priority, status: "waiting", assignee: null, waiting_since: `2026-03-02T14:${minute}:00.000Z` });
  inbox.catchUp("waiting", { conversations: [waiting("long", 10, 0), waiting("short", 20, 0), waiting("urgent", 30, 2)], more: false });
  assert.deepEqual(inbox.rows.map(({ id }) => id), ["urgent", "long", "short"]);
});

test("those who have waited less than what was loaded leave no hole in the list", () => {
  const inbox = inboxOf({});
  const waiting = (id, minute) => conversation({ id, status: "waiting", assignee: null, waiting_since: `2026-03-02T14:${minute}:00.000Z` });
  inbox.catchUp("waiting", { conversations: [waiting("a", 10), waiting("b", 20)], more: true });
  inbox.receive(waiting("d", 40));
  assert.deepEqual(inbox.rows.map(({ id }) => id), ["a", "b"]);
  inbox.append("waiting", { conversations: [waiting("c", 30), waiting("d", 40)], more: false });
  assert.deepEqual(inbox.rows.map(({ id }) => id), ["a", "b", "c", "d"]);
  inbox.catchUp("waiting", { conversations: [waiting("a", 10)], more: true });
  assert.deepEqual(inbox.rows.map(({ id }) => id), ["a", "b", "c", "d"], "it says nothing of those who came later");
});

test("what has left the list is no longer chosen", () => {
  const selection = new Selection({ onChange() {} });
  selection.toggle("a");
  selection.toggle("b");
  selection.toggle("b");
  selection.toggle("c", true);
  selection.keepTo(["a", "b"]);
  assert.deepEqual([selection.isOn, selection.ids], [true, ["a"]]);
  selection.end();
  assert.deepEqual([selection.isOn, selection.ids], [false, []]);
});

test("what names this person stays in its view, and only the server adds to it", () => {
  const inbox = new Inbox({ views: { mentions: ["mentions"] }, me: "7" });
  inbox.begin({ view: "mentions" });
  inbox.catchUp("mentions", { conversations: [conversation()], more: false });
  inbox.receive(conversation({ status: "closed", rev: 2 }));
  inbox.receive(conversation({ id: "b" }));
  assert.deepEqual(inbox.rows.map(({ id, status }) => [id, status]), [["a", "closed"]]);
});
