import assert from "node:assert/strict";
import { test } from "node:test";
import { messageRows } from "../../livechat/static/livechat/ui/message-rows.js";

const at = (minute, day = 2) => new Date(2026, 2, day, 14, minute).toISOString();
const visitor = { role: "visitor", name: "Grace" };
const sam = { role: "staff", name: "Sam" };
const message = (seq, author, when, more = {}) => ({ seq, client_id: `id-${seq}`, kind: "text", author, body: "x", at: when, ...more });
const rowsOf = (messages, view = {}) => messageRows({ messages, ...view }, "visitor");

test("lines of one author within two minutes form a group", () => {
  const rows = rowsOf([message(1, sam, at(0)), message(2, sam, at(1)), message(3, sam, at(5)), message(4, visitor, at(5))]);
  assert.deepEqual(rows.map((row) => [row.startsGroup, row.endsGroup]), [[true, false], [false, true], [true, true], [true, true]]);
});

test("a note is never in a group with messages", () => {
  const rows = rowsOf([message(1, sam, at(0)), message(2, sam, at(0), { kind: "note" })]);
  assert.ok(rows[1].startsGroup);
});

test("each day begins with its date", () => {
  const rows = rowsOf([message(1, sam, at(0)), message(2, sam, at(1)), message(3, sam, at(1, 3))]);
  assert.deepEqual(rows.map(({ day }) => day?.getDate() ?? null), [2, null, 3]);
});

test("the divider stands before the first new one only", () => {
  const rows = rowsOf([message(1, sam, at(0)), message(2, sam, at(0)), message(3, sam, at(0))], { newAfter: 1 });
  assert.deepEqual(rows.map(({ isFirstNew }) => isFirstNew), [false, true, false]);
});

test("only the last own message says whether it was seen", () => {
  const messages = [message(1, visitor, at(0)), message(2, visitor, at(0)), message(3, sam, at(0))];
  assert.deepEqual(rowsOf(messages, { seen: 1 }).map(({ state }) => state), [null, "sent", null]);
  assert.deepEqual(rowsOf(messages, { seen: 2 }).map(({ state }) => state), [null, "seen", null]);
});

test("what is on its way comes last, and once", () => {
  const sending = [
    { client_id: "id-1", body: "x", at: Date.now(), state: "sending" },
    { client_id: "mine", body: "y", at: Date.now(), state: "late" },
  ];
  const rows = rowsOf([message(1, visitor, at(0))], { sending });
  assert.deepEqual(rows.map(({ key, state }) => [key, state]), [["id-1", null], ["mine", "late"]]);
});

test("what one has not sent is one's own, not a colleague's last line", () => {
  const unsent = (name) => ({ client_id: "mine", body: "y", at: at(0), state: "failed", name });
  const groups = (name) => messageRows({ messages: [message(1, sam, at(0))], sending: [unsent(name)] }, "staff").map(({ startsGroup }) => startsGroup);
  assert.deepEqual(groups("Sasha"), [true, true]);
  assert.deepEqual(groups("Sam"), [true, false]);
  assert.deepEqual(rowsOf([message(1, visitor, at(0))], { sending: [unsent("")] })[1].startsGroup, false, "a visitor need not have a name");
});
