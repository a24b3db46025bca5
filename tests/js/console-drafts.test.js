import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import "./support/static-files.js";
import { FakeClock } from "./support/fake-clock.js";
import { fakeSockets } from "./support/fake-socket.js";
import { fakeStorage } from "./support/fake-storage.js";
import { golden } from "./support/frames.js";

const CONSOLE = "../../staff_console/static/staff_console/console";
const { AnswerForm } = await import(`${CONSOLE}/answer-form.js`);
const { Desk } = await import(`${CONSOLE}/desk.js`);
const { Memory } = await import(`${CONSOLE}/memory.js`);

const DAY = 24 * 3600 * 1000;
const hello = golden("reply.staff.hello.ok");
const { id } = golden("reply.staff.conversation.open.ok").conversation;
let ofBrowser, Socket;

const tab = (person = hello.staff.id, more = {}) => new Memory(person, { ofTab: fakeStorage(), ofBrowser, ...more });
const key = (conversation, kind = "text", person = hello.staff.id) => `livechat:console:${person}:draft:${conversation}:${kind}`;
const kept = () => [...ofBrowser.kept.keys()];

beforeEach(() => {
  ofBrowser = fakeStorage();
  Socket = fakeSockets();
  globalThis.location ??= new URL("http://test/admin/chat/");
});

test("drafts are kept for each conversation and kind, for one person, beyond the tab", () => {
  const sam = tab("7");
  sam.draft("a", "text").save("Hello");
  assert.equal(tab("7").draft("a", "text").load(), "Hello");
  assert.equal(sam.draft("a", "note").load(), "");
  assert.deepEqual(sam.draft("a", "cards").load(), []);
  assert.equal(sam.draft("b", "text").load(), "");
  assert.equal(tab("8").draft("a", "text").load(), "");
  sam.draft("a", "text").save("");
  assert.deepEqual(kept(), []);
});

test("a draft is forgotten after a week, whoever comes then, and rubbish with it", () => {
  const at = (day) => tab("7", { now: () => day * DAY });
  at(0).draft("a", "text").save("Old");
  at(3).draft("b", "text").save("New");
  ofBrowser.setItem(key("c", "text", "8"), "rubbish");
  ofBrowser.setItem("wagtail:side-panel-open", "preview");
  const later = at(8);
  assert.equal(later.draft("a", "text").load(), "");
  assert.equal(later.draft("b", "text").load(), "New");
  assert.deepEqual(kept(), [key("b", "text", "7"), "wagtail:side-panel-open"]);
});

function write(memory) {
  for (const conversation of [id, "other"]) for (const kind of ["text", "note"]) memory.draft(conversation, kind).save("Hello");
  memory.draft(id, "cards").save([{ kind: "page", id: "3", title: "Delivery" }]);
}

test("who logs out leaves no draft and nothing on its way, and takes nobody else's", () => {
  const sam = tab("7");
  write(sam);
  sam.outbox.save([{ body: "Hello" }]);
  tab("77").draft(id, "text").save("Hello");
  sam.forgetAll();
  assert.deepEqual([kept(), sam.outbox.load()], [[key(id, "text", "77")], []]);
});

async function desk() {
  const memory = tab();
  write(memory);
  const world = { WebSocket: Socket, clock: new FakeClock(), random: () => 1, isOnline: () => true, isLookedAt: () => true, locks: null };
  const start = {
    ...{ hello, files: null, views: { inbox: ["waiting", "open"] }, urls: { socket: "/livechat/ws/staff/" } },
    ...{ scope: { view: "inbox" }, lists: [{ conversations: [], more: false }, { conversations: [], more: false }] },
  };
  const made = new Desk(start, { api: {}, memory, world, onChange() {}, onHeard() {}, onOutgoing() {}, onLost() {} });
  made.start();
  await Socket.last.opens();
  await Socket.last.answers(hello);
  return made;
}

for (const name of ["conversation.erased", "staff.access.revoked", "staff.inbox.removed"]) {
  test(`drafts go with their conversation: ${name}`, async () => {
    const made = await desk();
    await Socket.last.brings({ ...golden(`event.${name}`), conversation: id });
    assert.deepEqual(kept(), [key("other"), key("other", "note")]);
    made.stop();
  });
}

test("drafts go with the conversation that is no longer there when it is opened", async () => {
  const made = await desk();
  made.open(id);
  await Socket.last.refuses("not_found");
  assert.deepEqual(kept(), [key("other"), key("other", "note")]);
  made.stop();
});

test("when nothing is left to be seen no draft is, and a session that is over takes none", async () => {
  await desk();
  await Socket.last.closes(4401);
  assert.equal(kept().length, 5);
  await desk();
  await Socket.last.closes(4403);
  assert.deepEqual(kept(), []);
});

test("a tab knows the drafts that another one changes", () => {
  const sam = tab("7");
  const about = ["text", "note", "cards"].map((kind) => sam.keeps(key("a", kind, "7"), "a"));
  assert.deepEqual([...about, sam.keeps(null, "a")], [true, true, true, true]);
  assert.deepEqual([sam.keeps(key("b", "text", "7"), "a"), sam.keeps(key("a", "text", "8"), "a")], [false, false]);
});

test("what another tab wrote or sent is followed, and not kept anew", () => {
  const [first, second] = [tab(), tab()];
  let saved = 0;
  const draft = second.draft(id, "text");
  const store = { load: draft.load, save: (words) => (saved++, draft.save(words)) };
  const composer = { store, words: "", get text() { return this.words; }, set text(words) { this.words = words; this.store?.save(words); } };
  const cards = { seen: 0, follow() { this.seen++; } };
  const follow = () => AnswerForm.prototype.follow.call({ composer, cards });
  first.draft(id, "text").save("Hello");
  follow();
  assert.equal(composer.text, "Hello");
  first.draft(id, "text").save("");
  follow();
  assert.deepEqual([composer.text, composer.store, saved, cards.seen], ["", store, 0, 2]);
});
