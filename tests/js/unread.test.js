import assert from "node:assert/strict";
import test from "node:test";

import { showUnread } from "../../livechat/static/livechat/widget/unread.js";

function host(dataset = {}) {
  const names = {};
  const told = [];
  const launcher = { dataset: {}, setAttribute: (name, value) => (names[name] = value) };
  return { launcher, link: { textContent: " Chat with us " }, dataset, names, told, tell: (...what) => told.push(what) };
}

const text = (_key, { n }) => `${n} unread`;

test("unread messages show on the launcher and before the title, and go again", () => {
  globalThis.document = { title: "Lamps" };
  const page = host();
  showUnread(2, page, text);
  assert.deepEqual([document.title, page.launcher.dataset.unread], ["(2) Lamps", 2]);
  assert.equal(page.names["aria-label"], "Chat with us, 2 unread");
  showUnread(3, page, text);
  assert.equal(document.title, "(3) Lamps");
  showUnread(0, page, text);
  assert.deepEqual([document.title, page.names["aria-label"]], ["Lamps", "Chat with us"]);
});

test("the site's own scripts are told the number when it is known, and each time that it changes", () => {
  globalThis.document = { title: "Lamps" };
  const page = host();
  for (const count of [0, 0, 2, 2, 0]) showUnread(count, page, text);
  assert.deepEqual(page.told, [0, 2, 0].map((count) => ["unread", { count }]));
  assert.equal(page.unread, 0);
});

test("a site may keep its titles to itself", () => {
  globalThis.document = { title: "Lamps" };
  const page = host({ count: "off" });
  showUnread(2, page, text);
  assert.deepEqual([document.title, page.launcher.dataset.unread], ["Lamps", 2]);
});
