import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Turn } from "../../livechat/static/livechat/core/turn.js";
import { settle } from "./support/fake-clock.js";
import { fakeBrowser } from "./support/fake-tabs.js";

let browser;

beforeEach(() => {
  browser = fakeBrowser();
});

function tab({ isLookedAt = true, world = browser } = {}) {
  const opened = { turns: [], heard: [] };
  opened.turn = new Turn("talk", {
    ...world,
    onTurn: (isMine) => opened.turns.push(isMine),
    onHeard: (message) => opened.heard.push(message),
    isLookedAt: () => isLookedAt,
  });
  opened.turn.start();
  return opened;
}

test("the only tab has its turn", async () => {
  const only = tab();
  await settle();
  assert.deepEqual(only.turns, [true]);
});

test("a tab that is looked at takes it over, and one that is not waits", async () => {
  const first = tab();
  await settle();
  const behind = tab({ isLookedAt: false });
  await settle();
  assert.deepEqual(behind.turns, []);
  const second = tab();
  await settle();
  assert.deepEqual([first.turns, second.turns], [[true, false], [true]]);
  first.turn.claim();
  await settle();
  assert.deepEqual([first.turns, second.turns], [[true, false, true], [true, false]]);
});

test("when the leading tab goes, the next one leads", async () => {
  const first = tab();
  await settle();
  const behind = tab({ isLookedAt: false });
  await settle();
  first.turn.stop();
  await settle();
  assert.deepEqual(behind.turns, [true]);
});

test("the others hear what the leading tab tells, and it alone tells", async () => {
  const first = tab();
  await settle();
  const behind = tab({ isLookedAt: false });
  await settle();
  first.turn.tell("news");
  behind.turn.tell("rumours");
  await settle();
  assert.deepEqual([first.heard, behind.heard], [[], ["news"]]);
});

test("a page from the back button takes its turn again", async () => {
  const only = tab();
  await settle();
  only.turn.stop();
  assert.equal(only.turn.isMine, false);
  only.turn.start();
  await settle();
  assert.deepEqual(only.turns, [true, true]);
});

test("without Web Locks every tab has its own", async () => {
  const [first, second] = [tab({ world: { locks: null } }), tab({ world: { locks: null } })];
  assert.deepEqual([first.turns, second.turns], [[true], [true]]);
});
