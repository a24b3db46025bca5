import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { TypingSender, TypingWatcher } from "../../livechat/static/livechat/core/typing.js";
import { FakeClock } from "./support/fake-clock.js";

let clock, sent, sender;

beforeEach(() => {
  clock = new FakeClock();
  sent = [];
  sender = new TypingSender({ send: (on) => sent.push(on), clock });
});

test("typing is said once every few seconds", async () => {
  for (let second = 0; second < 7; second++) {
    sender.typed("text");
    await clock.pass(1000);
  }
  assert.deepEqual(sent, [true, true, true]);
});

test("a pause ends it, and so does an empty box", async () => {
  sender.typed("text");
  await clock.pass(5000);
  sender.typed("text");
  sender.typed("");
  assert.deepEqual(sent, [true, false, true, false]);
});

test("sending ends it without a word: the message says it", () => {
  sender.typed("text");
  sender.stop({ silently: true });
  assert.deepEqual(sent, [true]);
});

test("somebody's typing runs out by itself", async () => {
  const watcher = new TypingWatcher({ clock });
  const author = { role: "staff", name: "Sam" };
  watcher.apply({ author, on: true });
  await clock.pass(4000);
  watcher.apply({ author, on: true, text: "Does the" });
  await clock.pass(5000);
  assert.deepEqual(watcher.authors.map(({ name, text }) => [name, text]), [["Sam", "Does the"]]);
  await clock.pass(1000);
  assert.deepEqual(watcher.authors, []);
});
