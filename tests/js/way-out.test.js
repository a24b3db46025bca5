import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Memory } from "../../livechat/static/livechat/widget/memory.js";
import { handOver } from "../../livechat/static/livechat/widget/way-out.js";
import { fakeStorage } from "./support/fake-storage.js";

let memory, host;

beforeEach(() => {
  globalThis.sessionStorage = fakeStorage();
  globalThis.localStorage = fakeStorage();
  memory = new Memory("/livechat/");
  host = { remove() {} };
});

/** A page of forms, as far as it is looked at. */
function forms({ value = "", said = [], fields = [] } = {}) {
  const box = { value, addEventListener: (_event, listener) => (box.typed = listener) };
  const lists = { ".visitor .body": said.map((textContent) => ({ textContent })), "input[name=name], input[name=email]": fields };
  return { box, querySelector: () => box, querySelectorAll: (selector) => lists[selector] };
}

test("what was written stands in the form, and is kept there as in the widget", () => {
  memory.draft.save("Is it loud?");
  const page = forms({ said: ["Hello"] });
  handOver({ host, memory }, page);
  assert.equal(page.box.value, "Is it loud?");
  page.box.value += " And bright?";
  page.box.typed();
  assert.equal(memory.draft.load(), "Is it loud? And bright?");
});

test("what the form has sent is no draft any more", () => {
  memory.draft.save(" Is it loud?\n");
  const page = forms({ said: ["Hello", "Is it loud?"] });
  handOver({ host, memory }, page);
  assert.deepEqual([page.box.value, memory.draft.load()], ["", ""]);
});

test("what the server gave back, because it was refused, stays", () => {
  memory.draft.save("Is it");
  const page = forms({ value: "Is it loud?" });
  handOver({ host, memory }, page);
  assert.deepEqual([page.box.value, memory.draft.load()], ["Is it loud?", "Is it loud?"]);
});

test("who one is comes along, from the form that was open or the message on its way", () => {
  const fields = [
    { name: "name", value: "" },
    { name: "email", value: "given@example.org" },
  ];
  memory.outbox.save([{ client_id: "1", body: "Hello", start: { name: "Grace", email: "grace@example.org" } }]);
  handOver({ host, memory }, forms({ fields }));
  assert.deepEqual(fields.map(({ value }) => value), ["Grace", "given@example.org"]);

  sessionStorage.setItem("livechat:/livechat/:fields", JSON.stringify({ name: "Ada" }));
  fields[0].value = "";
  handOver({ host, memory }, forms({ fields }));
  assert.equal(fields[0].value, "Ada");
  assert.equal(sessionStorage.getItem("livechat:/livechat/:fields"), null);
});

test("where the chat has ended there is nothing to fill in, and nothing is lost", () => {
  memory.draft.save("Is it loud?");
  handOver({ host, memory }, { querySelector: () => null });
  assert.equal(memory.draft.load(), "Is it loud?");
});
