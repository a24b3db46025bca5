import assert from "node:assert/strict";
import { test } from "node:test";
import { Backoff } from "../../livechat/static/livechat/core/backoff.js";

const take = (backoff, count) => Array.from({ length: count }, () => backoff.next());

test("waits double up to a limit", () => {
  const backoff = new Backoff({ first: 500, most: 4000, random: () => 1 });
  assert.deepEqual(take(backoff, 5), [500, 1000, 2000, 4000, 4000]);
});

test("jitter takes off at most half", () => {
  assert.deepEqual(take(new Backoff({ first: 500, most: 4000, random: () => 0 }), 3), [250, 500, 1000]);
});

test("success starts over", () => {
  const backoff = new Backoff({ first: 500, random: () => 1 });
  take(backoff, 4);
  backoff.reset();
  assert.equal(backoff.next(), 500);
});
