import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Outbox } from "../../livechat/static/livechat/core/outbox.js";
import { CommandError } from "../../livechat/static/livechat/core/protocol.js";
import { FakeClock, settle } from "./support/fake-clock.js";

let clock, outbox, posts, saved, outcomes, uuids;

function makeOutbox(items = []) {
  return new Outbox({
    post: (item) => new Promise((resolve, reject) => posts.push({ ...item, resolve, refuse: (...why) => reject(new CommandError(...why)) })),
    store: { load: () => items, save: (now) => (saved = structuredClone(now)) },
    onChange: (item, outcome) => outcomes.push(`${item.body} ${outcome}`),
    uuid: () => `id-${++uuids}`,
    clock,
    random: () => 1,
  });
}

beforeEach(() => {
  clock = new FakeClock();
  [posts, saved, outcomes, uuids] = [[], null, [], 0];
  outbox = makeOutbox();
});

const bodies = () => posts.map(({ body }) => body);

async function answer(values) {
  posts.at(-1).resolve(values);
  await settle();
}

async function refuse(...why) {
  posts.at(-1).refuse(...why);
  await settle();
}

test("messages go out one at a time, in the order written", async () => {
  outbox.add("one");
  outbox.add("two");
  assert.deepEqual(bodies(), ["one"]);
  await answer();
  assert.deepEqual(bodies(), ["one", "two"]);
  await answer();
  assert.deepEqual(outbox.items, []);
  assert.deepEqual(outcomes, ["one added", "two added", "one sent", "two sent"]);
});

test("what is not answered stays stored and goes out again under the same id", async () => {
  outbox.add("one");
  assert.equal(saved[0].client_id, "id-1");
  const reloaded = makeOutbox(saved);
  reloaded.resume();
  assert.deepEqual(posts.map(({ client_id }) => client_id), ["id-1", "id-1"]);
});

test("a lost connection is waited for, and its return does not wait", async () => {
  outbox.add("one");
  await refuse("disconnected");
  assert.equal(posts.length, 1);
  outbox.resume();
  assert.equal(posts.length, 2);
  assert.equal(posts[1].client_id, "id-1");
});

test("without news it tries again by itself, later each time", async () => {
  outbox.add("one");
  await refuse("timeout");
  await clock.pass(1000);
  assert.equal(posts.length, 2);
  await refuse("timeout");
  await clock.pass(1999);
  assert.equal(posts.length, 2);
  await clock.pass(1);
  assert.equal(posts.length, 3);
});

test("after 30 s without answer it is late, and still goes out", async () => {
  outbox.add("one");
  await refuse("disconnected");
  outbox.add("two");
  await clock.pass(30_000);
  assert.deepEqual(outbox.items.map(({ state }) => state), ["late", "late"]);
  outbox.resume();
  await answer();
  await answer();
  assert.deepEqual(outbox.items, []);
});

test("going too fast waits as long as the server says", async () => {
  outbox.add("one");
  await refuse("rate_limited", "", 2);
  assert.equal(outbox.items[0].code, "rate_limited");
  await clock.pass(1999);
  assert.equal(posts.length, 1);
  await clock.pass(1);
  assert.equal(posts.length, 2);
});

test("a busy server is an answer: nothing gets late by it", async () => {
  outbox.add("one");
  await clock.pass(29_000);
  await refuse("busy", "", 5);
  await clock.pass(5000);
  assert.equal(outbox.items[0].state, "sending");
});

for (const code of ["too_long", "closed", "forbidden", "bad_value", "conflict", "not_found"]) {
  test(`${code} fails that message and lets the next one go`, async () => {
    outbox.add("one");
    outbox.add("two");
    await refuse(code);
    assert.deepEqual(bodies(), ["one", "two"]);
    await answer();
    assert.deepEqual(outbox.items.map(({ body, state, code }) => [body, state, code]), [["one", "failed", code]]);
  });
}

test("a failed message is not sent by itself, but by retrying", async () => {
  outbox.add("one");
  await refuse("forbidden");
  outbox.resume();
  await clock.pass(60_000);
  assert.equal(posts.length, 1);
  outbox.retry("id-1");
  assert.equal(posts[1].client_id, "id-1");
});

test("after a conflict the text goes out under a new id", async () => {
  outbox.add("one");
  await refuse("conflict");
  outbox.retry("id-1");
  assert.equal(posts[1].client_id, "id-2");
});

test("seeing one's own message counts as an answer", async () => {
  outbox.add("one");
  outbox.settle("id-1");
  assert.deepEqual(outbox.items, []);
  await refuse("timeout");
  outbox.add("two");
  assert.deepEqual(bodies(), ["one", "two"]);
  assert.deepEqual(outcomes, ["one added", "one sent", "two added"]);
});

test("clearing forgets everything, here and in the store", async () => {
  outbox.add("one");
  outbox.clear();
  assert.deepEqual(saved, []);
  await clock.pass(60_000);
  assert.deepEqual(outcomes, ["one added"]);
});
