import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Connection } from "../../livechat/static/livechat/core/connection.js";
import { Link } from "../../livechat/static/livechat/core/link.js";
import { Polling } from "../../livechat/static/livechat/core/polling.js";
import { CommandError } from "../../livechat/static/livechat/core/protocol.js";
import { FakeClock } from "./support/fake-clock.js";
import { fakeSockets } from "./support/fake-socket.js";

let clock, Socket, link, states, reads, answerRead;

beforeEach(() => {
  clock = new FakeClock();
  Socket = fakeSockets();
  [states, reads, answerRead] = [[], 0, async () => ({ messages: [] })];
  const world = { WebSocket: Socket, clock, random: () => 1 };
  link = new Link({
    connection: new Connection({ url: "ws://test/", ...world }),
    loadPolling: async () =>
      new Polling({ ...world, read: () => (reads++, answerRead()), command: async (frame) => ({ type: "ok", via: "http", frame }) }),
    onState: (state, code) => states.push(code ? `${state} ${code}` : state),
    clock,
  });
});

async function openSocket() {
  await Socket.last.opens();
  await Socket.last.answers();
}

test("a working socket is all there is", async () => {
  link.start();
  await openSocket();
  await clock.pass(30_000);
  assert.equal(reads, 0);
  assert.deepEqual(states, ["connecting", "open"]);
});

test("a blocked socket is replaced within 10 s", async () => {
  link.start();
  await clock.pass(9000);
  assert.equal(link.state, "open");
  assert.equal((await link.push({ type: "message.post" })).via, "http");
});

test("it goes on asking every few seconds", async () => {
  link.start();
  await clock.pass(16_000);
  assert.ok(reads >= 3 && reads <= 5, `${reads} times`);
});

test("it climbs back when a socket opens, and stops asking", async () => {
  link.start();
  await clock.pass(20_000);
  await openSocket();
  const before = reads;
  await clock.pass(20_000);
  assert.equal(reads, before);
  assert.equal(link.state, "open");
  link.push({ type: "ping" });
  assert.equal(Socket.last.sent.at(-1).type, "ping");
});

test("a blip is no reason to ask over HTTP", async () => {
  link.start();
  await openSocket();
  await Socket.last.closes();
  await clock.pass(500);
  await openSocket();
  await clock.pass(20_000);
  assert.equal(reads, 0);
});

test("with the server gone nothing is open, and its return over HTTP wakes the socket", async () => {
  answerRead = async () => {
    throw new CommandError("disconnected");
  };
  link.start();
  await clock.pass(12_000);
  await Socket.last.closes();
  assert.notEqual(link.state, "open");
  await clock.pass(60_000);
  await Socket.last.closes();
  const sockets = Socket.made.length;
  answerRead = async () => ({ messages: [] });
  await clock.pass(20_000);
  assert.equal(link.state, "open");
  assert.ok(Socket.made.length > sockets);
});

test("nothing here means nothing over HTTP either", async () => {
  link.start();
  await clock.pass(9000);
  await Socket.last.closes(4404);
  assert.equal(states.at(-1), "stopped 4404");
  const before = reads;
  await clock.pass(60_000);
  assert.equal(reads, before);
});

test("not found over HTTP stops the socket", async () => {
  answerRead = async () => {
    throw new CommandError("not_found");
  };
  link.start();
  await clock.pass(9000);
  assert.equal(link.state, "stopped");
  assert.equal(states.at(-1), "stopped 4404");
});

test("stopping ends both", async () => {
  link.start();
  await clock.pass(9000);
  link.stop();
  const before = reads;
  await clock.pass(60_000);
  assert.equal(reads, before);
  assert.equal(link.state, "stopped");
});
