import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Announcer } from "../../livechat/static/livechat/ui/announcer.js";
import { textIn } from "../../livechat/static/livechat/widget/strings.js";
import { FakeClock } from "./support/fake-clock.js";

let clock, polite, urgent, announcer, isInFront;

beforeEach(() => {
  clock = new FakeClock();
  [polite, urgent, isInFront] = [[], [], true];
  const region = (said) => ({ append: (line) => said.push(line.words) });
  globalThis.document = { createElement: () => ({ append(words) { this.words = words; }, remove() {} }) };
  announcer = new Announcer(region(polite), region(urgent), { text: textIn("en"), clock, isInFront: () => isInFront });
});

test("a message is said once, with its author", async () => {
  announcer.message("Sam", "Hello!");
  await clock.pass(5000);
  assert.deepEqual(polite, ["Sam says: Hello!"]);
});

test("a few are said one by one", async () => {
  for (const body of ["a", "b", "c"]) announcer.message("Sam", body);
  await clock.pass(5000);
  assert.deepEqual(polite, ["Sam says: a", "Sam says: b", "Sam says: c"]);
});

test("a burst is summed up, even one that goes on", async () => {
  for (let index = 0; index < 5; index++) {
    announcer.message("Sam", "x");
    await clock.pass(350);
  }
  await clock.pass(5000);
  assert.deepEqual(polite, ["5 new messages"]);
});

test("a tab in the background says nothing", async () => {
  isInFront = false;
  announcer.message("Sam", "Hello!");
  announcer.warn("Not sent");
  await clock.pass(5000);
  assert.deepEqual([polite, urgent], [[], []]);
});
