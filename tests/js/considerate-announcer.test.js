import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { textIn } from "../../livechat/static/livechat/widget/strings.js";
import { FakeClock } from "./support/fake-clock.js";
import "./support/static-files.js";

const { ConsiderateAnnouncer } = await import("../../staff_console/static/staff_console/console/considerate-announcer.js");

let clock, polite, urgent;

const announcer = (holdsBack) => {
  const region = (said) => ({ append: (line) => said.push(line.words) });
  return new ConsiderateAnnouncer(region(polite), region(urgent), { text: textIn("en"), clock, isInFront: () => true, holdsBack });
};

beforeEach(() => {
  clock = new FakeClock();
  [polite, urgent] = [[], []];
  globalThis.document = { createElement: () => ({ append(words) { this.words = words; }, remove() {} }) };
});

test("who did not choose so hears at once what is new, typing or not", async () => {
  const usual = announcer(false);
  usual.typed("Hel");
  usual.message("Grace", "Hello?");
  usual.news("Mona took the conversation");
  await clock.pass(500);
  assert.deepEqual(polite, ["Mona took the conversation", "Grace says: Hello?"]);
});

test("what comes while one types is said in the next pause, in its order, and once", async () => {
  const considerate = announcer(true);
  for (const words of ["H", "He", "Hel"]) {
    considerate.typed(words);
    considerate.news(`News of ${words}`);
    await clock.pass(1500);
  }
  assert.deepEqual(polite, []);
  considerate.warn("Not sent");
  assert.deepEqual(urgent, ["Not sent"], "what is urgent does not wait");
  await clock.pass(500);
  assert.deepEqual(polite, ["News of H", "News of He", "News of Hel"]);
  considerate.message("Grace", "Hello?");
  await clock.pass(5000);
  assert.deepEqual(polite.slice(3), ["Grace says: Hello?"]);
});

test("many that were held back are summed up", async () => {
  const considerate = announcer(true);
  considerate.typed("Hel");
  for (let number = 0; number < 5; number++) considerate.message("Grace", "Hello?");
  await clock.pass(5000);
  assert.deepEqual(polite, ["5 new messages"]);
});

for (const [how, stop] of [
  ["sends", (considerate) => considerate.typed("")],
  ["goes elsewhere", (considerate) => considerate.release()],
]) {
  test(`who ${how} has stopped typing`, async () => {
    const considerate = announcer(true);
    considerate.typed("Hello");
    considerate.message("Grace", "Hello?");
    await clock.pass(1000);
    stop(considerate);
    await clock.pass(400);
    assert.deepEqual(polite, ["Grace says: Hello?"]);
    await clock.pass(10_000);
    assert.equal(polite.length, 1);
  });
}
