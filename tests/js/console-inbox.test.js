import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { actionsFor } from "../../staff_console/static/staff_console/console/actions.js";
import { Inbox } from "../../staff_console/static/staff_console/console/inbox.js";
import { RowWindow } from "../../staff_console/static/staff_console/console/row-window.js";
import { SteadyOrder } from "../../staff_console/static/staff_console/console/steady-order.js";

const views = { inbox: ["waiting", "open"], mine: ["mine"], closed: ["closed"], all: ["all"] };
const ME = "7";
let inbox;

/** A conversation last spoken in at this minute; the other values are what the test is about. */
const row = (id, minute, more = {}) => ({
  id,
  status: "open",
  assignee: { id: ME, name: "Sam" },
  access: "reply",
  rev: 1,
  last_seq: 1,
  waiting_since: null,
  last_message_at: `2026-03-02T14:${String(minute).padStart(2, "0")}:00.000Z`,
  ...more,
});
const waiting = (id, minute, more = {}) => {
  const since = row(id, minute).last_message_at;
  return row(id, minute, { status: "waiting", assignee: null, waiting_since: since, ...more });
};
const reply = (conversations, more = false) => ({ conversations, more });
const ids = () => inbox.rows.map(({ id }) => id);

beforeEach(() => {
  inbox = new Inbox({ views, me: ME });
  inbox.begin({ view: "inbox" });
});

test("those who wait come first, the longest first; then the latest word", () => {
  inbox.catchUp("waiting", reply([waiting("w2", 20), waiting("w1", 10)]));
  inbox.catchUp("open", reply([row("o2", 30), row("o1", 5)]));
  assert.deepEqual(ids(), ["w1", "w2", "o2", "o1"]);
});

test("what another catch-up does not mention is gone", () => {
  inbox.catchUp("open", reply([row("b", 30), row("a", 20)]));
  inbox.catchUp("open", reply([row("b", 30)]));
  assert.deepEqual(ids(), ["b"]);
});

test("a catch-up says nothing of what lies below its end", () => {
  inbox.begin({ view: "all" });
  inbox.catchUp("all", reply([row("d", 40), row("c", 30)], true));
  inbox.append("all", reply([row("b", 20), row("a", 10)]));
  inbox.catchUp("all", reply([row("e", 50), row("d", 40)], true));
  assert.deepEqual(ids(), ["e", "d", "c", "b", "a"]);
  assert.deepEqual(inbox.more, [], "all of it had been loaded");
});

test("the cursor is the last one loaded", () => {
  inbox.begin({ view: "all" });
  inbox.catchUp("all", reply([row("d", 40), row("c", 30)], true));
  assert.deepEqual([inbox.more, inbox.cursor("all")], [["all"], "c"]);
  inbox.append("all", reply([row("b", 20)], true));
  assert.equal(inbox.cursor("all"), "b");
});

test("a new one comes in, and goes out when it no longer belongs", () => {
  inbox.receive(waiting("w", 10));
  assert.deepEqual(ids(), ["w"]);
  inbox.receive(row("w", 11, { status: "closed", rev: 2 }));
  assert.deepEqual(ids(), []);
  assert.equal(inbox.latest("w").status, "closed", "but it may be shown until the list is let go of");
});

test("one that may no longer be seen is gone at once", () => {
  inbox.receive(waiting("w", 10));
  inbox.remove("w");
  assert.equal(inbox.latest("w"), undefined);
});

test("mine are mine, and end with the conversation", () => {
  inbox.begin({ view: "mine" });
  inbox.receive(row("mine", 10));
  inbox.receive(row("hers", 10, { assignee: { id: "8", name: "Mona" } }));
  assert.deepEqual(ids(), ["mine"]);
  inbox.receive(row("mine", 10, { status: "closed", rev: 2 }));
  assert.deepEqual(ids(), []);
});

test("an older state does not undo a newer one", () => {
  inbox.receive(row("a", 10, { rev: 3 }));
  inbox.receive(row("a", 10, { rev: 2, status: "waiting" }));
  assert.equal(inbox.latest("a").status, "open");
});

test("news from below what was loaded leaves no hole", () => {
  inbox.begin({ view: "closed" });
  inbox.catchUp("closed", reply([row("b", 30, { status: "closed" })], true));
  inbox.receive(row("a", 10, { status: "closed" }));
  assert.deepEqual(ids(), ["b"]);
});

test("what a search found is kept up to date, and nothing is added to it", () => {
  inbox.begin({ view: "inbox", query: "lamp" });
  inbox.found(reply([row("a", 10, { status: "closed" })]));
  inbox.receive(row("a", 12, { rev: 2 }));
  inbox.receive(waiting("b", 13));
  assert.deepEqual([ids(), inbox.latest("a").status], [["a"], "open"]);
});

test("while somebody points at the list nothing moves, and news go below", () => {
  const order = new SteadyOrder();
  const isGone = (id) => id === "x";
  order.arrange(["a", "b", "x"], { isHeld: false, isGone });
  const held = order.arrange(["new", "b", "a"], { isHeld: true, isGone });
  assert.deepEqual(held, { ids: ["a", "b", "new"], news: 1 });
  assert.deepEqual(order.arrange(["new", "b", "a"], { isHeld: false, isGone }).ids, ["new", "b", "a"]);
});

test("letting go applies the order to a list that is still held", () => {
  const order = new SteadyOrder();
  const isGone = () => false;
  order.arrange(["a", "b"], { isHeld: false, isGone });
  order.release();
  assert.deepEqual(order.arrange(["b", "a"], { isHeld: true, isGone }), { ids: ["b", "a"], news: 0 });
});

test("buttons for what one may not do are absent", () => {
  const may = (conversation) => actionsFor(conversation, ME);
  assert.deepEqual(may(waiting("w", 1)), ["claim", "transfer", "invite", "close"]);
  assert.deepEqual(may(row("o", 1)), ["release", "transfer", "invite", "close"]);
  const hers = row("o", 1, { assignee: { id: "8" } });
  assert.deepEqual(may(hers), ["transfer", "invite", "close"]);
  assert.deepEqual(may({ ...hers, access: "manage" }), ["takeover", "release", "transfer", "invite", "assign", "close"]);
  assert.deepEqual(may(row("c", 1, { status: "closed" })), ["reopen"]);
  assert.deepEqual(may(row("c", 1, { access: "join" })), []);
});

const many = (number) => Array.from({ length: number }, (_, place) => `c${place}`);

test("of thousands of rows two hundred are shown, those about where one reads", () => {
  const rows = new RowWindow();
  const ids = many(3000);
  assert.deepEqual([rows.of(ids).length, rows.before, rows.after], [200, 0, 2800]);
  assert.ok(rows.down());
  assert.deepEqual([rows.of(ids)[0], rows.of(ids).length], ["c80", 200]);
  assert.ok(rows.reach("c2999"));
  assert.deepEqual([rows.of(ids).at(-1), rows.after, rows.down()], ["c2999", 0, false]);
  assert.ok(!rows.reach("nobody"));
  rows.reset();
  assert.deepEqual([rows.of(ids)[0], rows.up()], ["c0", false]);
  assert.deepEqual([rows.of(many(3)), rows.down()], [["c0", "c1", "c2"], false]);
});

test("rows that come above leave the shown ones where they are, unless one is at the beginning", () => {
  const rows = new RowWindow();
  rows.of(many(500));
  assert.equal(rows.of(["new", ...many(500)])[0], "new");
  rows.down();
  const first = rows.of(["new", ...many(500)])[0];
  assert.equal(rows.of(["newer", "new", ...many(500)])[0], first);
  assert.equal(rows.of(many(500).filter((id) => id !== first)).length, 200, "also when that one is gone");
});

test("what was loaded from further down is no news, and what comes anew while one is in the list is", () => {
  const order = new SteadyOrder();
  inbox.begin({ view: "all" });
  inbox.catchUp("all", reply([row("d", 40), row("c", 30)], true));
  const arrange = () => order.arrange(ids(), { isHeld: true, isGone: () => false, isFurther: (id) => inbox.isFurther(id) });
  assert.deepEqual(arrange(), { ids: ["d", "c"], news: 0 });
  inbox.append("all", reply([row("b", 20), row("a", 10)]));
  assert.deepEqual(arrange(), { ids: ["d", "c", "b", "a"], news: 0 });
  inbox.receive(row("e", 50));
  assert.deepEqual(arrange(), { ids: ["d", "c", "b", "a", "e"], news: 1 });
});
