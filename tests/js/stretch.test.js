import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Stretch } from "../../livechat/static/livechat/ui/stretch.js";

let stretch, messages;

beforeEach(() => {
  stretch = new Stretch();
  messages = [];
  say(5000);
});

function say(count) {
  for (let n = 0; n < count; n++) messages = [...messages, { seq: messages.length + 1, client_id: `id-${messages.length + 1}` }];
}

/** The numbers of the first and the last one that is shown. */
function shown() {
  const some = stretch.of(messages);
  return [some[0]?.seq, some.at(-1)?.seq];
}

test("a short list is shown whole", () => {
  messages = messages.slice(0, 50);
  assert.deepEqual(shown(), [1, 50]);
  assert.deepEqual([stretch.up(), stretch.down(), stretch.toEnd()], [false, false, false]);
});

test("of a long one the newest are, as they come", () => {
  assert.deepEqual(shown(), [4941, 5000]);
  say(10);
  assert.deepEqual(shown(), [4951, 5010]);
});

test("what is being read stays while others come", () => {
  shown();
  stretch.hold();
  say(10);
  assert.deepEqual(shown(), [4941, 5010]);
});

test("it moves up with the reader to the first and down to the last, never with many on the page", () => {
  let most = 0;
  for (shown(); stretch.up(); ) most = Math.max(most, shown()[1] - shown()[0] + 1);
  assert.deepEqual(shown(), [1, 240]);
  while (stretch.down()) most = Math.max(most, shown()[1] - shown()[0] + 1);
  assert.equal(shown()[1], 5000);
  assert.ok(most <= 240, `${most} at once`);
});

test("moving on overlaps what was shown before", () => {
  let before = shown();
  while (stretch.up()) {
    const now = shown();
    assert.ok(now[1] - before[0] >= 59 && now[0] < before[0]);
    before = now;
  }
});

test("older ones that were fetched do not move it, and are next", () => {
  shown();
  while (stretch.up()) shown();
  const before = shown();
  messages = [{ seq: 0, client_id: "id-0" }, ...messages];
  assert.deepEqual(shown(), before);
  stretch.up();
  assert.equal(shown()[0], 0);
});

test("back at the end it is short again", () => {
  for (shown(); stretch.up(); ) shown();
  assert.equal(stretch.toEnd(), true);
  assert.deepEqual(shown(), [4941, 5000]);
});
