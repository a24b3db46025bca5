import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import "./support/static-files.js";
import { FakeClock, settle } from "./support/fake-clock.js";
import { fakeBrowser } from "./support/fake-tabs.js";

const { CommandError } = await import("../../livechat/static/livechat/core/protocol.js");
const { SharedLink } = await import("../../staff_console/static/staff_console/link/shared-link.js");

let browser, clock, links, names;

/** The way to the server of whichever tab leads; the test is the server. */
class FakeLink {
  state = "idle";
  pushed = [];
  sent = [];
  hellos = [];

  constructor(handlers) {
    Object.assign(this, handlers);
    links.push(this);
  }
  start() {
    this.become("connecting");
  }
  stop(code = null) {
    if (this.state !== "stopped") this.become("stopped", code);
  }
  resync() {
    if (this.state === "open") this.greet();
  }
  wake() {}
  push(command) {
    return new Promise((resolve, reject) => this.pushed.push({ command, resolve, reject }));
  }
  send(command) {
    this.sent.push(command);
  }
  open(person = "7") {
    this.become("open");
    this.greet(person);
  }
  greet(person = "7") {
    this.hellos.push(this.hello());
    this.onHello({ staff: { id: person } });
  }
  become(state, code = null) {
    this.state = state;
    this.onState(state, code);
  }
}

function tab({ isDesk = false, isLookedAt = true } = {}) {
  const told = { states: [], hellos: 0, events: [] };
  const seat = new SharedLink({
    person: "7",
    isDesk,
    makeLink: (handlers) => new FakeLink(handlers),
    onHello: () => told.hellos++,
    onEvent: (event) => told.events.push(event.type),
    onState: (state, code) => told.states.push(code ? `${state} ${code}` : state),
    world: { clock, ...browser, uuid: () => `tab-${++names}`, isLookedAt: () => isLookedAt },
  });
  seat.start();
  return { seat, told };
}

/** Two tabs, the first of which leads; the socket is open. */
async function two(first = {}, second = {}) {
  const one = tab(first);
  await settle();
  const other = tab(second);
  await settle();
  links[0].open();
  await settle();
  return [one, other];
}

beforeEach(() => {
  [browser, clock, links, names] = [fakeBrowser(), new FakeClock(), [], 0];
});

test("however many tabs, there is one socket, and all hear what it says", async () => {
  const tabs = await two();
  tabs.push(tab());
  await settle();
  assert.equal(links.length, 1);
  links[0].onEvent({ type: "inbox.changed" });
  await settle();
  for (const { seat, told } of tabs) {
    assert.equal(seat.state, "open");
    assert.deepEqual(told.events, ["inbox.changed"]);
    assert.ok(told.hellos);
  }
});

test("a command of any tab is answered in that tab", async () => {
  const [one, other] = await two();
  const asked = other.seat.push({ type: "ping" });
  const refused = one.seat.push({ type: "conversation.claim" });
  await settle();
  const [ping, claim] = ["ping", "conversation.claim"].map((type) => links[0].pushed.find(({ command }) => command.type === type));
  ping.resolve({ type: "ok", last_seq: 3 });
  claim.reject(new CommandError("conflict", "Too late", 2));
  assert.equal((await asked).last_seq, 3);
  await assert.rejects(refused, { code: "conflict", message: "Too late", retryAfter: 2 });
});

test("when the leading tab goes the next takes over, and what was asked of it is refused as disconnected", async () => {
  const [one, other] = await two();
  const asked = other.seat.push({ type: "ping" });
  const lost = assert.rejects(asked, { code: "disconnected" });
  one.seat.stop();
  await lost;
  await settle();
  assert.equal(links.length, 2);
  links[1].open();
  await settle();
  assert.equal(other.seat.state, "open");
});

test("a leading tab that was put to sleep is replaced by one that somebody looks at", async () => {
  const [, other] = await two();
  const sleeper = links[0];
  await clock.pass(49_000);
  sleeper.onEvent({ type: "heartbeat" });
  await clock.pass(49_000);
  assert.equal(links.length, 1, "it is not asleep");
  await clock.pass(2000);
  assert.equal(links.length, 2);
  assert.equal(sleeper.state, "stopped");
  links[1].open();
  await settle();
  assert.equal(other.seat.state, "open");
});

test("a hidden tab leaves the sleeping one alone", async () => {
  await two({}, { isLookedAt: false });
  await clock.pass(120_000);
  assert.equal(links.length, 1);
});

test("a conversation is left when the last tab has left it, or is gone", async () => {
  const [one, other] = await two();
  const open = { type: "conversation.open", conversation: "c" };
  const opened = [one, other].map(({ seat }) => seat.push(open));
  await settle();
  links[0].pushed.forEach(({ resolve }) => resolve({ type: "ok" }));
  await Promise.all(opened);
  one.seat.send({ type: "conversation.leave", conversation: "c" });
  await settle();
  assert.deepEqual(links[0].sent, []);
  other.seat.stop();
  await settle();
  assert.deepEqual(links[0].sent, [{ type: "conversation.leave", conversation: "c" }]);
});

test("the socket only watches while no desk is open in any tab", async () => {
  const [one] = await two();
  assert.equal(links[0].hellos.at(-1).watch, true);
  const desk = tab({ isDesk: true });
  await settle();
  assert.equal(links[0].hellos.at(-1).watch, false);
  desk.seat.stop();
  await settle();
  assert.equal(links[0].hellos.at(-1).watch, true);
  assert.equal(one.seat.state, "open");
});

test("a session that ended stops all tabs, and a new tab begins anew", async () => {
  const tabs = await two();
  links[0].stop(4401);
  await settle();
  for (const { seat, told } of tabs) {
    assert.equal(seat.state, "stopped");
    assert.equal(told.states.at(-1), "stopped 4401");
  }
  tab();
  await settle();
  assert.equal(links.length, 2);
});

test("somebody else's session is not shown in these tabs", async () => {
  const { seat, told } = tab();
  await settle();
  links[0].open("8");
  await settle();
  assert.equal(seat.state, "stopped");
  assert.equal(told.hellos, 0);
  assert.equal(told.states.at(-1), "stopped 4401");
});

test("without Web Locks each tab has its own", async () => {
  browser = { ...browser, locks: undefined };
  const one = tab();
  tab();
  links.forEach((link) => link.open());
  assert.equal(links.length, 2);
  const asked = one.seat.push({ type: "ping" });
  links[0].pushed[0].resolve({ type: "ok" });
  assert.equal((await asked).type, "ok");
});
