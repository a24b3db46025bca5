import assert from "node:assert/strict";
import { test } from "node:test";
import "./support/static-files.js";
import { FakeClock } from "./support/fake-clock.js";

const CONSOLE = "../../staff_console/static/staff_console/console";
const { AnsweredSince } = await import(`${CONSOLE}/answered-since.js`);
const { filled, fitting, nameFor } = await import(`${CONSOLE}/canned-replies.js`);
const { namedIn } = await import(`${CONSOLE}/writing-aids.js`);
const { Watchers } = await import(`${CONSOLE}/watchers.js`);

const staff = (seq, id, name, kind = "text") => ({ seq, kind, author: { role: "staff", id, name } });
const grace = (seq) => ({ seq, kind: "text", author: { role: "visitor", name: "Grace" } });

test("a colleague's answer while one writes stops one's own once", () => {
  const since = new AnsweredSince("7");
  const messages = [grace(1), staff(2, "9", "Mona")];
  since.look(messages, true);
  assert.equal(since.name, "");
  messages.push(staff(3, "9", "Mona"));
  since.look(messages, true);
  assert.equal(since.name, "Mona");
  assert.deepEqual([since.mayGo(), since.mayGo()], [false, true]);
});

test("one's own answers, notes, events and the visitor stop nobody", () => {
  const since = new AnsweredSince("7");
  since.look([grace(1)], true);
  since.look([grace(1), staff(2, "7", "Sam"), staff(3, "9", "Mona", "note"), grace(4), { seq: 5, kind: "event", author: { role: "system" } }], true);
  assert.equal(since.name, "");
  assert.ok(since.mayGo());
});

test("what was answered before one began is known, and is forgotten with the text", () => {
  const since = new AnsweredSince("7");
  since.look([grace(1)], false);
  since.look([grace(1), staff(2, "9", "Mona")], true);
  assert.equal(since.name, "");
  since.look([grace(1), staff(2, "9", "Mona"), staff(3, "9", "Mona")], true);
  since.look([grace(1), staff(2, "9", "Mona"), staff(3, "9", "Mona")], false);
  assert.equal(since.name, "");
});

test("who watches is named until they leave, or were not named for a minute", async () => {
  const clock = new FakeClock();
  const watchers = new Watchers({ me: "7", onChange() {}, clock });
  for (const [id, name] of [["7", "Sam"], ["9", "Mona"], ["3", "Olive"]]) watchers.apply({ staff: { id, name }, on: true });
  assert.deepEqual(watchers.names, ["Mona", "Olive"]);
  watchers.apply({ staff: { id: "3", name: "Olive" }, on: false });
  await clock.pass(40_000);
  watchers.apply({ staff: { id: "9", name: "Mona" }, on: true });
  await clock.pass(40_000);
  assert.deepEqual(watchers.names, ["Mona"]);
  await clock.pass(30_000);
  assert.deepEqual(watchers.names, []);
});

test("SEC-32 a canned reply is filled in once and looks into no name", () => {
  const values = { visitor_name: "{staff_name} {{7*7}} $& <b>", staff_name: "Sam", page_title: "" };
  assert.equal(filled("Hello {visitor_name}, {staff_name} here.", values), "Hello {staff_name} {{7*7}} $& <b>, Sam here.");
  assert.equal(filled("Hello {page_title}, about {price} {} {constructor}", values), "Hello, about {price} {} {constructor}");
});

test("canned replies are those of the department and the language, the nearest shortcut first", () => {
  const reply = (title, more = {}) => ({ title, body: "delivery", shortcut: "", department: null, locale: null, ...more });
  const replies = [
    reply("Any"),
    reply("Sales", { department: "sales" }),
    reply("French", { locale: "fr" }),
    reply("German", { locale: "de" }),
    reply("Near", { shortcut: "delivery" }),
  ];
  const found = fitting(replies, " Deliv", { department: "support", locale: "fr-CH" });
  assert.deepEqual(found.map(({ title }) => title), ["Near", "Any", "French"]);
});

test("a note names whole names only, the longest that fits", () => {
  const people = [["1", "Sam"], ["2", "Sam Smith"], ["3", "Samantha"], ["4", "Mona"]].map(([id, name]) => ({ id, name }));
  assert.deepEqual(namedIn("@Sam Smith, could you? @Mona!", people).sort(), ["2", "4"]);
  assert.deepEqual(namedIn("Ask @Samantha or mona@example.com", people), ["3"]);
  assert.deepEqual(namedIn("@Sam", people), ["1"]);
  assert.deepEqual(namedIn("@Samuel", people), []);
});

test("a reply names the department as its visitor knows it", () => {
  const names = { support: { de: "Kundendienst" } };
  const support = { slug: "support", name: "Support" };
  const asRead = ["de", "de-at", "en", ""].map((locale) => nameFor(names, support, locale));
  assert.deepEqual(asRead, ["Kundendienst", "Kundendienst", "Support", "Support"]);
  assert.equal(nameFor(names, { slug: "sales", name: "Sales" }, "de"), "Sales");
});
