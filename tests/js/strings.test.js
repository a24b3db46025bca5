import assert from "node:assert/strict";
import { test } from "node:test";
import { textIn } from "../../livechat/static/livechat/widget/strings.js";

test("English is there without any catalogue", () => {
  const text = textIn("en");
  assert.equal(text("unread", { n: 1 }), "1 unread message");
  assert.equal(text("unread", { n: 2 }), "2 unread messages");
  assert.equal(text("says", { name: "Sam", body: "{n} $& {name}" }), "Sam says: {n} $& {name}");
});

test("a language brings its own words and as many plurals as it has", () => {
  const text = textIn("ar", { unread_two: "رسالتان", unread_few: "{n} رسائل" });
  assert.equal(text("unread", { n: 2 }), "رسالتان");
  assert.equal(text("unread", { n: 3 }), "3 رسائل");
  assert.equal(text("unread", { n: 100 }), "100 unread messages");
});

test("further words may come later, and a language has its own for them too", () => {
  const text = textIn("de", { cancel: "Abbrechen" });
  text.add({ cancel: "Cancel", remove: "Remove" });
  assert.deepEqual([text("cancel"), text("remove")], ["Abbrechen", "Remove"]);
});

test("a key nobody knows is empty", () => {
  assert.equal(textIn("en")("refused_unheard_of"), "");
});
