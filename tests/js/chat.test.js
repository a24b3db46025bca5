import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { CommandError } from "../../livechat/static/livechat/core/protocol.js";
import { Chat } from "../../livechat/static/livechat/widget/chat.js";
import { FakeClock, settle } from "./support/fake-clock.js";
import { fakeSockets } from "./support/fake-socket.js";
import { golden } from "./support/frames.js";

const slot = (value) => ({ load: () => value, save: (next) => (value = next) });
const HELLO = "reply.visitor.hello.ok";

let chat, clock, Socket, memory, starts, answerStart, heard, outcomes, over, world;

beforeEach(() => {
  clock = new FakeClock();
  Socket = fakeSockets();
  memory = { conversation: slot(null), outbox: slot([]), draft: slot("") };
  [starts, heard, outcomes, over] = [[], [], [], []];
  const { conversation, messages } = golden(HELLO);
  answerStart = ({ client_id }) => ({ conversation, message: { ...messages[0], client_id } });
  world = { WebSocket: Socket, clock, random: () => 1, isOnline: () => true, isLookedAt: () => true, locks: null };
  chat = makeChat();
});

function makeChat() {
  return new Chat({
    http: { start: async (details) => (starts.push(details), answerStart(details)) },
    memory,
    socketUrl: (id) => `ws://test/${id}/`,
    page: () => ({ page: 3, url: "http://test/", title: "Test" }),
    onChange() {},
    onHeard: ({ body }) => heard.push(body),
    onOutgoing: ({ body }, outcome) => outcomes.push(`${body} ${outcome}`),
    onOver: (code) => over.push(code),
    world,
  });
}

async function talk() {
  memory.conversation.save({ id: golden(HELLO).conversation.id });
  chat.recall();
  await Socket.last.opens();
  await Socket.last.answers(golden(HELLO));
  return Socket.last;
}

const shown = () => chat.timeline.messages.map(({ body }) => body);

test("nothing happens before the visitor does something", async () => {
  chat.recall();
  await clock.pass(60_000);
  assert.deepEqual([starts, Socket.made, memory.conversation.load()], [[], [], null]);
});

test("the first message starts the conversation and opens its socket", async () => {
  chat.say("Does the lamp dim?", { name: "Grace" });
  await settle();
  const [{ key, client_id, ...rest }] = starts;
  assert.match(key, /^[\w-]{22,}$/);
  assert.deepEqual(rest, { body: "Does the lamp dim?", name: "Grace", page: 3, url: "http://test/" });
  assert.deepEqual(memory.conversation.load(), { id: golden(HELLO).conversation.id });
  assert.match(Socket.last.url, new RegExp(memory.conversation.load().id));
  assert.deepEqual(shown(), ["Does the lamp dim?"]);
});

test("a start whose answer was lost is asked again with the same key and id", async () => {
  const answer = answerStart;
  answerStart = () => {
    throw new CommandError("disconnected");
  };
  chat.say("Hello");
  await settle();
  answerStart = answer;
  await clock.pass(1000);
  assert.equal(starts.length, 2);
  assert.deepEqual(starts[0], starts[1]);
  assert.ok(chat.id);
});

test("a start that was cut short by a reload goes on after it", async () => {
  answerStart = () => {
    throw new CommandError("disconnected");
  };
  chat.say("Hello");
  await settle();
  const reloaded = makeChat();
  reloaded.recall();
  await settle();
  assert.equal(starts[1].key, starts[0].key);
  assert.equal(starts[1].client_id, starts[0].client_id);
});

test("a refused start gives the text back", async () => {
  answerStart = () => {
    throw new CommandError("forbidden");
  };
  chat.say("Hello");
  await settle();
  assert.equal(memory.draft.load(), "Hello");
  assert.equal(chat.hasStarted, false);
  assert.deepEqual(over, ["forbidden"]);
});

test("a known conversation is taken up, and the page told", async () => {
  const socket = await talk();
  assert.deepEqual(shown(), ["Does the lamp dim?", "Yes, down to one percent."]);
  assert.equal(socket.sent.at(-1).type, "page.visited");
  assert.deepEqual(heard, [], "history is not news");
});

test("an own message is shown with the ok, whatever becomes of its event", async () => {
  const socket = await talk();
  chat.say("Thanks");
  await socket.answers({ seq: 3, at: "2026-03-02T14:02:20.250Z" });
  assert.equal(shown().at(-1), "Thanks");
  assert.deepEqual(chat.outbox.items, []);
});

test("an own message is shown once, whichever of ok and event comes first", async () => {
  const socket = await talk();
  chat.say("Lovely, thank you.");
  const { client_id } = socket.sent.at(-1);
  const event = golden("event.visitor.message.posted");
  await socket.brings({ ...event, message: { ...event.message, client_id } });
  await socket.answers({ seq: 3, at: event.message.at });
  assert.deepEqual(shown().slice(2), ["Lovely, thank you."]);
  assert.deepEqual(outcomes, ["Lovely, thank you. added", "Lovely, thank you. sent"]);
});

test("what was written while the connection was away goes out when it is back", async () => {
  const socket = await talk();
  await socket.closes(4012);
  chat.say("Still there?");
  await clock.pass(5000);
  await Socket.last.opens();
  await Socket.last.answers({ ...golden(HELLO), messages: [] });
  const posted = Socket.last.sent.findLast(({ type }) => type === "message.post");
  assert.equal(posted.body, "Still there?");
});

test("a gap asks again, and its messages are news", async () => {
  const socket = await talk();
  const message = (seq) => ({ ...golden(HELLO).messages[1], seq, client_id: `id-${seq}`, body: `message ${seq}` });
  await socket.brings({ type: "message.posted", message: message(4) });
  const again = socket.sent.at(-1);
  assert.deepEqual([again.type, again.after], ["hello", 2]);
  await socket.answers({ ...golden(HELLO), messages: [message(3), message(4)] });
  assert.deepEqual(heard, ["message 3", "message 4"]);
});

test("what was missed while away is shown but not read out", async () => {
  const socket = await talk();
  await socket.closes();
  await clock.pass(500);
  await Socket.last.opens();
  await Socket.last.answers({ ...golden(HELLO), messages: [{ ...golden(HELLO).messages[1], seq: 3, client_id: "x" }] });
  assert.equal(shown().length, 3);
  assert.deepEqual(heard, []);
});

test("reading is told once", async () => {
  const socket = await talk();
  chat.markSeen();
  chat.markSeen();
  assert.deepEqual(socket.sent.filter(({ type }) => type === "read.mark").map(({ seq }) => seq), [2]);
  await socket.answers();
  assert.equal(chat.timeline.unread.length, 0);
});

test("a read mark that was lost is told again", async () => {
  const socket = await talk();
  chat.markSeen();
  await socket.closes();
  await clock.pass(500);
  await Socket.last.opens();
  await Socket.last.answers({ ...golden(HELLO), messages: [] });
  chat.markSeen();
  assert.equal(Socket.last.sent.at(-1).type, "read.mark");
});

test("trouble is shown after three seconds, not for a blip", async () => {
  await (await talk()).closes();
  await clock.pass(2900);
  assert.equal(chat.inTrouble, false);
  await clock.pass(200);
  assert.equal(chat.inTrouble, true);
  await Socket.last.opens();
  await Socket.last.answers({ ...golden(HELLO), messages: [] });
  assert.equal(chat.inTrouble, false);
});

test("a conversation that is not there is forgotten, and nothing written is lost", async () => {
  memory.conversation.save({ id: "gone" });
  chat.recall();
  chat.say("Anybody?");
  await Socket.last.closes(4404);
  assert.equal(memory.conversation.load(), null);
  assert.equal(memory.draft.load(), "Anybody?");
  assert.equal(chat.hasStarted, false);
});

test("an erased conversation is forgotten", async () => {
  const socket = await talk();
  await socket.brings(golden("event.conversation.erased"));
  assert.equal(memory.conversation.load(), null);
  assert.equal(over.length, 1);
});

test("closed by staff it is ended, and can be rated and begun anew", async () => {
  const socket = await talk();
  await socket.brings(golden("event.visitor.conversation.changed"));
  assert.ok(chat.isEnded);
  chat.push({ type: "conversation.rate", score: 5, comment: "Kind" }).catch(() => {});
  assert.deepEqual(socket.sent.at(-1), { type: "conversation.rate", score: 5, comment: "Kind", ref: "2" });
  chat.startOver();
  assert.equal(chat.hasStarted, false);
  assert.ok(socket.isClosed);
});

test("what another tab starts is taken up here, and what it leaves is left", async () => {
  await talk();
  memory.conversation.save({ id: "another" });
  chat.recall();
  assert.equal(Socket.last.url, "ws://test/another/");
  memory.conversation.save(null);
  chat.recall();
  assert.equal(chat.hasStarted, false);
});

test("a page kept for the back button lets go of the socket and takes it up again", async () => {
  const socket = await talk();
  chat.pause();
  assert.ok(socket.isClosed);
  chat.unpause();
  assert.equal(Socket.made.length, 2);
  assert.equal(chat.stopped, null);
});

test("a blocked visitor is told, and what was said stays to be read", async () => {
  await (await talk()).closes(4403);
  assert.equal(chat.stopped, 4403);
  assert.equal(shown().length, 2);
});
