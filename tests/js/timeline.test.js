import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Timeline } from "../../livechat/static/livechat/core/timeline.js";
import { golden, goldenFrames } from "./support/frames.js";

let timeline;

const hello = (more = {}) => ({ ...golden("reply.visitor.hello.ok"), ...more });
const post = (seq, more = {}) => {
  const event = golden("event.visitor.message.posted");
  return { ...event, message: { ...event.message, seq, client_id: `id-${seq}`, ...more } };
};
const seqs = () => timeline.messages.map(({ seq }) => seq);

beforeEach(() => {
  timeline = new Timeline("visitor");
});

test("it starts with nothing and asks for the newest", () => {
  assert.deepEqual(timeline.cursor(), { after: 0 });
});

test("a catch-up fills it and moves the cursor", () => {
  assert.equal(timeline.catchUp(hello()), false);
  assert.deepEqual(seqs(), [1, 2]);
  const { after, after_client_id, rev } = golden("command.visitor.hello.again");
  assert.deepEqual(timeline.cursor(), { after, after_client_id, rev });
});

test("more in the first catch-up means older ones, more in the next means newer ones", () => {
  assert.equal(timeline.catchUp(hello({ more: true })), false);
  assert.equal(timeline.more, true);
  assert.equal(timeline.catchUp({ ...golden("reply.visitor.hello.ok.again"), more: true }), true);
  assert.equal(timeline.more, true);
});

test("a catch-up brings what was missed and what was edited", () => {
  timeline.catchUp(hello());
  timeline.catchUp(golden("reply.visitor.hello.ok.again"));
  assert.deepEqual(seqs(), [1, 2, 3]);
  assert.equal(timeline.messages[1].body, "Yes, down to five percent.");
});

test("a reset starts over", () => {
  timeline.catchUp(hello());
  timeline.apply(post(3));
  timeline.catchUp(golden("reply.visitor.hello.ok.reset"));
  assert.deepEqual(seqs(), [1, 2]);
});

test("a message is taken once", () => {
  timeline.catchUp(hello());
  assert.equal(timeline.apply(post(3)), false);
  assert.equal(timeline.apply(post(3)), false);
  assert.deepEqual(seqs(), [1, 2, 3]);
});

test("a message that skips one waits, and asks for what is missing", () => {
  timeline.catchUp(hello());
  assert.equal(timeline.apply(post(4)), true);
  assert.deepEqual(seqs(), [1, 2]);
  assert.equal(timeline.apply(post(3)), false);
  assert.deepEqual(seqs(), [1, 2, 3, 4]);
});

test("messages that came before the hello reply find their place after it", () => {
  timeline.catchUp(hello());
  timeline.apply(post(5));
  timeline.catchUp({ ...hello(), messages: [post(3).message, post(4).message] });
  assert.deepEqual(seqs(), [1, 2, 3, 4, 5]);
});

test("a heartbeat that knows more asks", () => {
  timeline.catchUp(hello());
  assert.equal(timeline.apply({ type: "heartbeat", last_seq: 2 }), false);
  assert.equal(timeline.apply({ type: "heartbeat", last_seq: 3 }), true);
});

test("older messages go before", () => {
  timeline.catchUp({ ...hello(), messages: [post(8).message, post(9).message], more: true });
  timeline.prepend({ messages: [post(6).message, post(7).message, post(8).message], more: true });
  assert.deepEqual(seqs(), [6, 7, 8, 9]);
  assert.equal(timeline.oldest, 6);
});

test("an edit replaces the text in its place", () => {
  timeline.catchUp(hello());
  timeline.apply(golden("event.visitor.message.changed"));
  assert.deepEqual(timeline.messages.map(({ body }) => body), ["Does the lamp dim?", "Yes, down to five percent."]);
});

test("what staff wrote and nobody has read is unread", () => {
  timeline.catchUp(hello());
  assert.equal(timeline.unread.length, 1);
  timeline.apply(post(3)); // the visitor's own
  timeline.apply(post(4, { kind: "event", author: { role: "system", name: "" } }));
  assert.equal(timeline.unread.length, 1);
  timeline.apply({ type: "read.marked", role: "visitor", seq: 4 });
  assert.equal(timeline.unread.length, 0);
});

test("read marks never go back", () => {
  timeline.catchUp(hello());
  timeline.apply({ type: "read.marked", role: "staff", seq: 2 });
  timeline.apply({ type: "conversation.changed", conversation: { ...hello().conversation, rev: 9 } });
  assert.equal(timeline.read.staff, 2);
});

test("an older state of the conversation does not replace a newer one", () => {
  timeline.catchUp(hello());
  timeline.apply(golden("event.visitor.conversation.changed"));
  timeline.apply({ type: "conversation.changed", conversation: hello().conversation });
  assert.equal(timeline.conversation.status, "closed");
});

test("an erased conversation says so", () => {
  timeline.catchUp(hello());
  timeline.apply(golden("event.conversation.erased"));
  assert.ok(timeline.erased);
});

test("staff see their own numbering, with notes in it", () => {
  timeline = new Timeline("staff");
  timeline.catchUp(golden("reply.staff.conversation.open.ok"));
  assert.deepEqual(timeline.messages.map(({ kind }) => kind), ["text", "note", "text"]);
  assert.equal(timeline.apply(golden("event.staff.message.posted")), false);
  assert.equal(timeline.newest, 4);
});

for (const { file, frame, direction } of goldenFrames) {
  if (direction === "event") test(`${file} can be applied`, () => {
    timeline.catchUp(hello());
    timeline.apply(structuredClone(frame));
  });
}
