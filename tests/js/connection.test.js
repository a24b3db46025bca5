import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Connection } from "../../livechat/static/livechat/core/connection.js";
import { FakeClock, settle } from "./support/fake-clock.js";
import { fakeSockets } from "./support/fake-socket.js";

let clock, Socket, connection, states, heard, hellos;

beforeEach(() => {
  clock = new FakeClock();
  Socket = fakeSockets();
  states = [];
  heard = [];
  hellos = [];
  connection = new Connection({
    url: "ws://test/",
    hello: () => ({ after: 7 }),
    onHello: (reply) => hellos.push(reply),
    onEvent: (event) => heard.push(event.type),
    onState: (state, code) => states.push(code ? `${state} ${code}` : state),
    WebSocket: Socket,
    clock,
    random: () => 1,
  });
});

async function open() {
  connection.start();
  await Socket.last.opens();
  await Socket.last.answers({ last_seq: 7 });
  return Socket.last;
}

test("it says hello first and is open once that is answered", async () => {
  connection.start();
  await Socket.last.opens();
  assert.deepEqual(Socket.last.sent, [{ type: "hello", v: 1, after: 7, ref: "1" }]);
  assert.deepEqual(states, ["connecting"]);
  await Socket.last.answers({ last_seq: 7 });
  assert.deepEqual(states, ["connecting", "open"]);
  assert.equal(hellos[0].last_seq, 7);
});

test("a command is answered by the ok with its ref", async () => {
  const socket = await open();
  const first = connection.push({ type: "ping" });
  const second = connection.push({ type: "ping" });
  await socket.brings({ type: "ok", ref: "3", last_seq: 2 });
  await socket.brings({ type: "ok", ref: "2", last_seq: 1 });
  assert.equal((await first).last_seq, 1);
  assert.equal((await second).last_seq, 2);
});

test("a refused command throws what the server said, and the socket stays", async () => {
  const socket = await open();
  const push = assert.rejects(connection.push({ type: "message.post" }), { code: "rate_limited", retryAfter: 2 });
  await socket.refuses("rate_limited", { retry_after: 2 });
  await push;
  assert.equal(connection.state, "open");
});

test("a command without an answer times out", async () => {
  await open();
  const push = assert.rejects(connection.push({ type: "ping" }), { code: "timeout" });
  await clock.pass(10_000);
  await push;
});

test("commands under way when the socket goes are disconnected, and so are those after", async () => {
  const socket = await open();
  const push = assert.rejects(connection.push({ type: "ping" }), { code: "disconnected" });
  await socket.closes();
  await push;
  await assert.rejects(connection.push({ type: "ping" }), { code: "disconnected" });
});

test("a frame that would close the socket is not sent", async () => {
  const socket = await open();
  await assert.rejects(connection.push({ type: "message.post", body: "\u0001".repeat(4000) }), { code: "too_long" });
  assert.equal(socket.sent.length, 1);
});

test("it comes back after a loss, later each time", async () => {
  await (await open()).closes(1006);
  assert.deepEqual(states.slice(2), ["waiting 1006"]);
  await clock.pass(499);
  assert.equal(Socket.made.length, 1);
  await clock.pass(1);
  assert.equal(Socket.made.length, 2);
  await Socket.last.closes(1006);
  await clock.pass(999);
  assert.equal(Socket.made.length, 2);
  await clock.pass(1);
  assert.equal(Socket.made.length, 3);
});

test("a hello that works makes the next loss short again", async () => {
  await (await open()).closes();
  await clock.pass(500);
  await Socket.last.closes();
  await clock.pass(1000);
  await Socket.last.opens();
  await Socket.last.answers();
  await Socket.last.closes();
  await clock.pass(500);
  assert.equal(Socket.made.length, 4);
});

test("after a restart everybody comes back at another moment", async () => {
  await (await open()).closes(4012);
  await clock.pass(4499);
  assert.equal(Socket.made.length, 1);
  await clock.pass(1);
  assert.equal(Socket.made.length, 2);
});

for (const code of [4400, 4401, 4403, 4404]) {
  test(`it stops for good after ${code}`, async () => {
    await (await open()).closes(code);
    await clock.pass(120_000);
    assert.equal(states.at(-1), `stopped ${code}`);
    assert.equal(Socket.made.length, 1);
  });
}

test("a socket silent for 45 s is dead", async () => {
  const socket = await open();
  await clock.pass(25_000);
  await socket.brings({ type: "heartbeat", last_seq: 7 });
  await clock.pass(44_999);
  assert.equal(connection.state, "open");
  await clock.pass(1);
  assert.equal(connection.state, "waiting");
  assert.ok(socket.isClosed);
});

test("a socket that never opens is given up after 10 s", async () => {
  connection.start();
  await clock.pass(10_000);
  assert.equal(connection.state, "waiting");
});

test("waking while waiting connects at once", async () => {
  await (await open()).closes();
  connection.wake();
  assert.equal(Socket.made.length, 2);
});

test("waking after a quiet while asks whether the other side lives", async () => {
  const socket = await open();
  await clock.pass(11_000);
  connection.wake();
  assert.equal(socket.sent.at(-1).type, "ping");
  await clock.pass(5000);
  assert.equal(connection.state, "waiting");
});

test("waking a lively socket does nothing", async () => {
  const socket = await open();
  connection.wake();
  assert.equal(socket.sent.length, 1);
});

test("a busy server is asked for hello again when it said so", async () => {
  connection.start();
  await Socket.last.opens();
  await Socket.last.refuses("busy", { retry_after: 3 });
  assert.equal(connection.state, "waiting");
  await clock.pass(3000);
  assert.equal(Socket.made.length, 2);
});

test("a hello that cannot succeed stops it", async () => {
  connection.start();
  await Socket.last.opens();
  await Socket.last.refuses("unsupported_version");
  assert.equal(states.at(-1), "stopped unsupported_version");
});

test("a browser that refuses the socket is treated like a loss", async () => {
  connection.WebSocket = class {
    constructor() {
      throw new Error("blocked");
    }
  };
  connection.start();
  assert.equal(connection.state, "waiting");
});

test("events go where they are wanted, and nothing comes from a socket let go", async () => {
  const socket = await open();
  await socket.brings({ type: "message.posted" });
  connection.stop();
  await socket.brings({ type: "message.posted" });
  await settle();
  assert.deepEqual(heard, ["message.posted"]);
  assert.equal(connection.state, "stopped");
});

test("resync says hello again on the same socket", async () => {
  const socket = await open();
  connection.resync();
  assert.equal(socket.sent.at(-1).type, "hello");
  await socket.answers({ last_seq: 8 });
  assert.deepEqual(hellos.map((reply) => reply.last_seq), [7, 8]);
});

test("SEC-22: whatever the server says, it comes back to the address it was given", async () => {
  const socket = await open();
  await socket.brings({ type: "reconnect", url: "wss://evil.test/" });
  await socket.brings({ type: "heartbeat", conversation: "c", last_seq: 7, url: "wss://evil.test/" });
  await socket.closes();
  await clock.pass(500);
  assert.equal(Socket.made.length, 2);
  assert.equal(Socket.last.url, "ws://test/");
});
