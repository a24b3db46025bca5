import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { CommandError } from "../../livechat/static/livechat/core/protocol.js";
import { settle } from "./support/fake-clock.js";
import { golden } from "./support/frames.js";
import "./support/static-files.js";

const { Opened } = await import("../../staff_console/static/staff_console/console/opened.js");

const opening = golden("reply.staff.conversation.open.ok");
const { id } = opening.conversation;
let opened, asked, answers, heard, missing;

const message = (seq, role = "visitor") => ({ ...opening.messages[0], seq, client_id: `id-${seq}`, author: { role, name: "" } });
const posted = (seq, role) => ({ type: "message.posted", conversation: id, message: message(seq, role) });
const missed = (...seqs) => ({ ...opening, messages: seqs.map((seq) => message(seq)), last_seq: seqs.at(-1), more: false });

beforeEach(() => {
  [asked, answers, heard, missing] = [[], [], [], []];
  opened = new Opened(id, {
    push: async (command) => {
      asked.push(command);
      const answer = answers.shift() ?? { type: "ok" };
      if (answer instanceof Error) throw answer;
      return answer;
    },
    onChange() {},
    onHeard: ({ seq }) => heard.push(seq),
    onMissing: (code) => missing.push(code),
  });
});

test("opening asks for the newest, and history is not news", async () => {
  answers.push(opening);
  await opened.catchUp();
  assert.deepEqual(asked, [{ type: "conversation.open", conversation: id, after: 0 }]);
  assert.deepEqual(heard, []);
});

test("what the page brought is continued from its last message", async () => {
  opened.begin(opening);
  answers.push(missed(4));
  await opened.catchUp();
  assert.equal(asked[0].after, 3);
  assert.deepEqual(heard, [4]);
});

test("a gap asks again with what one has", async () => {
  opened.begin(opening);
  answers.push(missed(4, 5));
  opened.hear(posted(5));
  await settle();
  assert.equal(asked[0].after, 3);
  assert.deepEqual(heard, [4, 5]);
});

test("only one question is on its way at a time", async () => {
  opened.begin(opening);
  answers.push(missed(4), missed(5));
  opened.catchUp();
  opened.catchUp();
  await settle();
  assert.deepEqual(asked.map(({ after }) => after), [3, 4]);
});

test("reading is told once, and again when that did not arrive", async () => {
  opened.begin(opening);
  opened.hear(posted(4));
  answers.push(new CommandError("disconnected"));
  opened.markSeen();
  opened.markSeen();
  await settle();
  opened.markSeen();
  assert.deepEqual(asked.map(({ type, seq }) => [type, seq]), [["read.mark", 4], ["read.mark", 4]]);
});

test("one's own words are nothing to be read", () => {
  opened.begin({ ...opening, own_read: 3 });
  opened.hear(posted(4, "staff"));
  opened.markSeen();
  assert.deepEqual(asked, []);
});

test("the divider stands where reading ended", () => {
  const unread = { ...opening, messages: [...opening.messages, message(4)], last_seq: 4, own_read: 3 };
  opened.begin(unread);
  assert.equal(opened.newAfter, 3);
});

test("a conversation that is no longer there is said to be missing", async () => {
  answers.push(new CommandError("not_found"));
  await opened.catchUp();
  assert.deepEqual(missing, ["not_found"]);
});
