import assert from "node:assert/strict";
import { test } from "node:test";
import { Command, CommandError, Event, bodyLength, meansStopped, trimBody } from "../../livechat/static/livechat/core/protocol.js";
import { goldenFrames } from "./support/frames.js";

const namesOf = (direction) => goldenFrames.filter((entry) => entry.direction === direction).map(({ frame }) => frame.type);

test("every golden command has its name here, and the other way round", () => {
  assert.deepEqual(new Set(Object.values(Command)), new Set(namesOf("command")));
});

test("every golden event has its name here, and the other way round", () => {
  assert.deepEqual(new Set(Object.values(Event)), new Set(namesOf("event")));
});

test("every golden error becomes a CommandError", () => {
  for (const { frame } of goldenFrames.filter(({ frame }) => frame.type === "error")) {
    const error = CommandError.from(frame);
    assert.equal(error.code, frame.code);
    assert.equal(error.retryAfter, frame.retry_after ?? null);
  }
});

test("a client stops after 4400 to 4404 and comes back after all others", () => {
  assert.deepEqual([1006, 1011, 4012, 4399, 4400, 4401, 4403, 4404, 4408, 4413, 4429].filter(meansStopped), [4400, 4401, 4403, 4404]);
});

test("a body is trimmed as the server trims it", () => {
  assert.equal(trimBody("\u0085\ufeff  a\r\nb \u2003\n"), "a\nb");
  assert.equal(trimBody(" \n\t "), "");
});

test("trimming a long blank takes no time", () => {
  const text = "a" + " ".repeat(200_000) + "b";
  assert.equal(trimBody(text), text);
});

test("a body is as long as its code points", () => {
  assert.equal(bodyLength("a😀"), 2);
});
