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

const text = wordsFrom({ new_waiting: "{name} waits", new_waiting_more: "Several wait", still_waiting_one: "{n} still waits", given: "Yours: {name}" }, "en");
const someone = (name, minute) => ({ id: name, name, since: `2026-03-02T14:${minute}:00.000Z` });
const nobody = { count: 0, newest: [], own: [] };
const grace = { count: 1, newest: [someone("Grace", 10)], own: [] };
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

test("each news is said once in a tab, also on its next page", () => {
  const tab = storage();
  const page = () => new News({ text, choices: { every: 60 }, storage: tab, now: () => now });
  const first = page();
  assert.equal(first.of(nobody).news, "");
  assert.equal(first.of(grace).news, "Grace waits");
  assert.equal(first.of(grace).news, "");
  const next = page();
  assert.deepEqual([next.of(grace).news, next.of(both).news], ["", "Alan waits"]);
});

test("a reminder comes when the message is gone and nobody has taken the chat", () => {
  const news = new News({ text, choices: { every: 60 }, storage: storage(), now: () => now });
  news.of(nobody);
  news.of(grace);
  now += 61_000;
  assert.equal(news.reminder(grace, { isShown: true }), "");
  assert.equal(news.reminder(grace, { isShown: false }), "1 still waits");
  assert.equal(news.reminder(grace, { isShown: false }), "");
  now += 61_000;
  assert.equal(news.reminder(nobody, { isShown: false }), "");
});

test("what one was given is said, not what one had", () => {
  const news = new News({ text, choices: {}, storage: storage() });
  const own = [{ id: "a", name: "Ada" }];
  assert.equal(news.of({ ...nobody, own }).given, null);
  assert.deepEqual(news.of({ ...nobody, own: [...own, { id: "b", name: "Bo" }] }).given, { text: "Yours: Bo", ids: ["b"] });
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
});
