import assert from "node:assert/strict";
import test from "node:test";

import { showUnread } from "../../livechat/static/livechat/widget/unread.js";

function host(dataset = {}) {
  const names = {};
  const launcher = { dataset: {}, setAttribute: (name, value) => (names[name] = value) };
  return { launcher, link: { textContent: " Chat with us " }, dataset, names };
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

test("a site may keep its titles to itself", () => {
  globalThis.document = { title: "Lamps" };
  const page = host({ count: "off" });
  showUnread(2, page, text);
  assert.deepEqual([document.title, page.launcher.dataset.unread], ["Lamps", 2]);
});
