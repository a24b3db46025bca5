import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { CommandError } from "../../livechat/static/livechat/core/protocol.js";
import { FakeClock, settle } from "./support/fake-clock.js";
import { fakeStorage } from "./support/fake-storage.js";
import "./support/static-files.js";

const CONSOLE = "../../staff_console/static/staff_console/console";
const { Memory } = await import(`${CONSOLE}/memory.js`);
const { Outgoing } = await import(`${CONSOLE}/outgoing.js`);

let ofBrowser, posted, refusal;

/** A tab's outbox, and how many other tabs there are: what one stores is followed by the others. */
function tab({ person = "7", ofTab = fakeStorage() } = {}) {
  const memory = new Memory(person, { ofTab, ofBrowser });
  const post = async (item) => {
    posted.push({ ...item });
    if (refusal) throw new CommandError(refusal);
  };
  const outbox = new Outgoing({ post, store: memory.outbox, onChange() {}, clock: new FakeClock(), random: () => 1 });
  return { memory, outbox, ofTab };
}

const bodies = ({ outbox }) => outbox.items.map(({ body, state }) => `${body}: ${state}`);

async function refused(where, body, conversation = "a") {
  refusal = "forbidden";
  where.outbox.add(body, { conversation, kind: "text", seen: 3 });
  await settle();
  refusal = null;
}

beforeEach(() => {
  [ofBrowser, posted, refusal] = [fakeStorage(), [], null];
});

test("what was refused is there again in a new tab, and what was on its way in the same one", async () => {
  const first = tab();
  await refused(first, "Refused");
  refusal = "disconnected";
  first.outbox.add("Going", { conversation: "a" });
  assert.deepEqual(bodies(tab()), ["Refused: failed"]);
  assert.deepEqual(bodies(tab({ ofTab: first.ofTab })), ["Refused: failed", "Going: sending"]);
  assert.deepEqual(bodies(tab({ person: "8" })), []);
});

test("sent again from one tab it goes from all of them, and goes whatever came since", async () => {
  const [first, second] = [tab(), tab()];
  await refused(first, "Refused");
  second.outbox.follow();
  assert.deepEqual(bodies(second), ["Refused: failed"]);
  const { client_id } = second.outbox.items[0];
  second.outbox.retry(client_id);
  first.outbox.follow();
  assert.deepEqual(bodies(first), []);
  await settle();
  assert.deepEqual(posted.map(({ client_id: id, seen }) => [id === client_id, seen]), [[true, 3], [true, undefined]]);
  // Nothing that this tab does brings it back.
  await refused(first, "Another", "b");
  assert.deepEqual(bodies(tab()), ["Another: failed"]);
});

test("tabs do not take away what another has put there meanwhile", async () => {
  const [first, second] = [tab(), tab()];
  await refused(first, "One");
  await refused(second, "Two");
  assert.deepEqual(bodies(tab()), ["One: failed", "Two: failed"]);
});

test("discarded it is gone from all tabs, and comes back where it stood", async () => {
  const [first, second] = [tab(), tab()];
  await refused(first, "One");
  await refused(first, "Two");
  first.outbox.items[0].at -= 1; // written before
  second.outbox.follow();
  const item = first.outbox.discard(first.outbox.items[0].client_id);
  assert.equal(item.body, "One");
  second.outbox.follow();
  for (const each of [first, second, tab()]) assert.deepEqual(bodies(each), ["Two: failed"]);
  first.outbox.restore(item);
  second.outbox.follow();
  for (const each of [first, second, tab()]) assert.deepEqual(bodies(each), ["One: failed", "Two: failed"]);
  assert.equal(first.outbox.isOnItsWay, false);
});

test("it goes with its conversation, with its writer, and is told from drafts", async () => {
  const here = tab();
  await refused(here, "One", "a");
  await refused(here, "Two", "b");
  const key = "livechat:console:7:draft:a:refused";
  assert.deepEqual([...ofBrowser.kept.keys()], [key, key.replace(":a:", ":b:")]);
  assert.deepEqual([key, null, key.replace("refused", "text"), key.replace(":7:", ":8:")].map((each) => here.memory.keepsRefused(each)), [true, true, false, false]);
  here.memory.forget("a");
  assert.deepEqual(bodies(tab()), ["Two: failed"]);
  here.memory.forgetAll();
  assert.deepEqual([...ofBrowser.kept.keys()], []);
});

test("under an id that the server keeps for another text it is put there under the new one", async () => {
  const here = tab();
  refusal = "conflict";
  here.outbox.add("Refused", { conversation: "a" });
  await settle();
  here.outbox.retry(here.outbox.items[0].client_id);
  await settle();
  assert.equal(new Set(posted.map(({ client_id }) => client_id)).size, 2);
  assert.deepEqual(bodies(tab()), ["Refused: failed"]);
});
