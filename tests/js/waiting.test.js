import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import "./support/static-files.js";
import { FakeClock, settle } from "./support/fake-clock.js";
import { fakeBrowser } from "./support/fake-tabs.js";

const folder = "../../staff_console/static/staff_console";
const { wordsFrom } = await import(`${folder}/console/words.js`);
const { Alarm } = await import(`${folder}/waiting/alarm.js`);
const { Feed } = await import(`${folder}/waiting/feed.js`);
const { News } = await import(`${folder}/waiting/news.js`);

const text = wordsFrom({ new_waiting: "{name} waits", new_waiting_more: "Several wait", still_waiting_one: "{n} still waits", given: "Yours: {name}", mentioned: "{name} names you", mentioned_more: "Several name you", escalated: "Nobody answers {name} ({department})", still_escalated_one: "{n} overdue" }, "en");
const someone = (name, minute) => ({ id: name, name, since: `2026-03-02T14:${minute}:00.000Z` });
const nobody = { count: 0, newest: [], own: [] };
const grace = { count: 1, newest: [someone("Grace", 10)], own: [] };
const named = (by, minute) => ({ id: `note-${by}`, by, at: `2026-03-02T14:${minute}:00.000Z` });
const late = (row, minute) => ({ ...row, department: "Sales", at: `2026-03-02T14:${minute}:00.000Z` });
const overdue = (...newest) => ({ escalated: { count: newest.length, newest } });
const both = { count: 2, newest: [someone("Alan", 12), someone("Grace", 10)], own: [] };

let now, rung, kept, browser;

/** What one tab keeps, and what all tabs of a browser do. */
const storage = () => {
  const values = new Map();
  return { getItem: (key) => values.get(key) ?? null, setItem: (key, value) => values.set(key, value) };
};
const alarm = (choices = {}) =>
  new Alarm({
    ...{ person: "7", text, choices: { sound: true, every: 60, ...choices } },
    ring: (words) => rung.push(words),
    world: { storage: kept, locks: browser.locks, now: () => now },
  });

beforeEach(() => {
  [now, rung, kept, browser] = [1000, [], storage(), fakeBrowser()];
});

test("two tabs ring once", async () => {
  const tabs = [alarm(), alarm()];
  for (const tab of tabs) await tab.consider(nobody);
  await Promise.all(tabs.map((tab) => tab.consider(grace)));
  assert.deepEqual(rung, ["Grace waits"]);
});

test("it rings again until somebody has taken the chat", async () => {
  const tab = alarm();
  await tab.consider(nobody);
  await tab.consider(grace);
  now += 59_000;
  await tab.consider(grace);
  assert.equal(rung.length, 1);
  now += 1000;
  await tab.consider(grace);
  assert.equal(rung.at(-1), "1 still waits");
  now += 60_000;
  await tab.consider(nobody);
  assert.equal(rung.length, 2);
});

test("it does not ring for what waited before the browser was there, nor for those who want silence", async () => {
  await alarm().consider(grace);
  await alarm({ sound: false }).consider(both);
  await alarm({ sound: false, desktop: false }).consider(both);
  assert.deepEqual(rung, []);
});

test("a note that names one and what was not answered in time ring too, once each, the latter until it is taken", async () => {
  const tabs = [alarm({ mentions: true, escalations: true }), alarm({ mentions: true, escalations: true })];
  const consider = async (what) => {
    for (const tab of tabs) await tab.consider(what);
  };
  await consider(nobody);
  await consider({ ...nobody, named: [named("Mona", 10)] });
  await consider({ ...grace, ...overdue(late(someone("Grace", 10), 20)) });
  assert.deepEqual(rung, ["Mona names you", "Nobody answers Grace (Sales)"]);
  now += 60_000;
  await consider({ ...grace, ...overdue(late(someone("Grace", 10), 20)) });
  await consider({ ...grace, ...overdue(late(someone("Grace", 10), 40)) });
  assert.deepEqual(rung.slice(2), ["1 overdue", "Nobody answers Grace (Sales)"], "another escalation is another news");
  rung.length = 0;
  const deaf = alarm({ mentions: false, escalations: false });
  await deaf.consider({ ...grace, ...overdue(late(someone("Grace", 10), 59)), named: [named("Mona", 59)] });
  assert.deepEqual(rung, []);
});

test("who wants no reminders is reminded of what is overdue all the same, and of nothing else", async () => {
  const choices = { every: 0, escalations: true };
  const tab = alarm(choices);
  const news = newsOf(choices);
  const escalated = { ...both, ...overdue(late(someone("Grace", 10), 20)) };
  for (const what of [nobody, escalated]) {
    news.of(what);
    await tab.consider(what);
  }
  rung.length = 0;
  now += 60_000;
  const isShown = () => false;
  assert.deepEqual(said(news.reminders(escalated, { isShown })), ["escalated: 1 overdue"]);
  await tab.consider(escalated);
  assert.deepEqual(rung, ["1 overdue"]);
  now += 60_000;
  assert.deepEqual(news.reminders(both, { isShown }), []);
  await tab.consider(both);
  assert.deepEqual(rung, ["1 overdue"]);
});

const newsOf = (choices, world = {}) =>
  new News({ person: "7", text, choices, world: { sessionStorage: storage(), localStorage: kept, now: () => now, ...world } });
const said = (notices) => notices.map(({ kind, text: words }) => `${kind}: ${words}`);

test("each news is said once in a tab, also on its next page", () => {
  const tab = { sessionStorage: storage() };
  const first = newsOf({ every: 60 }, tab);
  assert.deepEqual(first.of(nobody), []);
  assert.deepEqual(said(first.of(grace)), ["waiting: Grace waits"]);
  assert.deepEqual(first.of(grace), []);
  const next = newsOf({ every: 60 }, tab);
  assert.deepEqual([next.of(grace), said(next.of(both))], [[], ["waiting: Alan waits"]]);
});

test("a reminder comes when the message is gone and nobody has taken the chat", () => {
  const news = newsOf({ every: 60 });
  const reminders = (what, isShown = () => false) => said(news.reminders(what, { isShown }));
  news.of(nobody);
  news.of(grace);
  now += 61_000;
  assert.deepEqual(reminders(grace, () => true), []);
  assert.deepEqual(reminders(grace), ["waiting: 1 still waits"]);
  assert.deepEqual(reminders(grace), []);
  now += 61_000;
  assert.deepEqual(reminders(nobody), []);
});

test("what one was given is said, not what one had", () => {
  const news = newsOf({});
  const own = [{ id: "a", name: "Ada" }];
  assert.deepEqual(news.of({ ...nobody, own }), []);
  const more = { ...nobody, own: [...own, { id: "b", name: "Bo" }] };
  assert.deepEqual(news.of(more), [{ kind: "given", text: "Yours: Bo", ids: ["b"] }]);
});

test("a note that names one is said once for a browser, whenever it was, and to nobody who chose otherwise", () => {
  const first = { ...nobody, named: [named("Mona", 10)] };
  const tab = { sessionStorage: storage() };
  assert.deepEqual(said(newsOf({ mentions: true }, tab).of(first)), ["mentioned: Mona names you"]);
  assert.deepEqual(newsOf({ mentions: true }, tab).of(first), [], "the next page");
  assert.deepEqual(newsOf({ mentions: true }).of(first), [], "another tab");
  const second = { ...nobody, named: [named("Sam", 20), named("Mona", 10)] };
  assert.deepEqual(newsOf({ mentions: true }).of(second)[0].ids, ["note-Sam"]);
  kept = storage();
  assert.deepEqual(newsOf({ mentions: false }).of(second), []);
});

test("of two tabs that are open already the one that is looked at tells of a note, and the other not again", () => {
  let hidden = true;
  const [behind, shown] = [newsOf({ mentions: true }, { isHidden: () => hidden }), newsOf({ mentions: true })];
  const first = { ...nobody, named: [named("Mona", 10)] };
  for (const tab of [behind, shown]) tab.of(nobody);
  assert.deepEqual([behind.of(first), said(shown.of(first))], [[], ["mentioned: Mona names you"]]);
  hidden = false;
  assert.deepEqual(behind.of(first), []);
  const second = { ...nobody, named: [named("Sam", 20), named("Mona", 10)] };
  hidden = true;
  assert.deepEqual(behind.of(second), []);
  hidden = false;
  assert.deepEqual(said(behind.of(second)), ["mentioned: Sam names you"], "as soon as somebody looks");
  assert.deepEqual([shown.of(second), behind.of(second)], [[], []]);
});

test("what nobody answers in time is said before anything else, and again until it is taken", () => {
  const news = newsOf({ every: 60, escalations: true });
  news.of(nobody);
  const escalated = { ...both, ...overdue(late(someone("Grace", 10), 20)) };
  assert.deepEqual(said(news.of(escalated)), ["escalated: Nobody answers Grace (Sales)", "waiting: Alan waits"]);
  assert.deepEqual(news.of(escalated), []);
  now += 61_000;
  const isShown = () => false;
  assert.deepEqual(said(news.reminders(escalated, { isShown })), ["escalated: 1 overdue", "waiting: 1 still waits"]);
  now += 61_000;
  assert.deepEqual(news.reminders(nobody, { isShown }), []);
  const quiet = newsOf({ every: 60, escalations: false });
  quiet.of(nobody);
  assert.deepEqual(said(quiet.of(escalated)), ["waiting: Several wait"]);
});

test("who is said to wait is whom the way leads to, not somebody said to be overdue", () => {
  const news = newsOf({ every: 60, escalations: true });
  news.of(nobody);
  const [told, waiting] = news.of({ ...both, ...overdue(late(someone("Alan", 12), 20)) });
  assert.deepEqual([told.ids, waiting.text, waiting.ids], [["Alan"], "Grace waits", ["Grace"]]);
});

test("one tab asks for all, when what waits may be different", async () => {
  const clock = new FakeClock();
  const made = [];
  let asked = 0;
  const tab = (isHidden) => {
    const seen = [];
    const feed = new Feed({
      person: "7",
      link: (handlers) => (made.push(handlers), { start() {}, stop() {} }),
      ask: async () => (asked++, grace),
      onNow: ({ count }) => seen.push(count),
      world: { clock, ...browser, isHidden: () => isHidden },
    });
    feed.start();
    return seen;
  };
  const tabs = [tab(true), tab(false)];
  const changed = { type: "inbox.changed", conversation: { id: "c", status: "waiting", waiting_since: "x" } };
  made.forEach(({ onEvent }) => onEvent(changed));
  await clock.pass(10_000);
  await settle();
  assert.equal(asked, 1);
  assert.deepEqual(tabs, [[1], [1]]);
  made.forEach(({ onEvent }) => onEvent(changed));
  await clock.pass(10_000);
  assert.equal(asked, 1, "only a message more");
  made.forEach(({ onEvent }) => onEvent({ ...changed, conversation: { ...changed.conversation, priority: 1 } }));
  await clock.pass(10_000);
  assert.equal(asked, 2, "more urgent: nobody answered in time");
});
