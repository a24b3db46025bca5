import assert from "node:assert/strict";
import { test } from "node:test";
import { opensAt, whereWeAnswer } from "../../livechat/static/livechat/widget/before.js";
import { WORDS } from "../../livechat/static/livechat/widget/later-strings.js";
import { textIn } from "../../livechat/static/livechat/widget/strings.js";

const now = new Date(2026, 10, 27, 15, 30); // a Friday

function said(opens, locale = "en", words = {}) {
  const text = textIn(locale, words);
  text.add(WORDS);
  // Some put a narrow space before AM.
  return opensAt(opens?.toISOString() ?? null, { text, locale }, now).replaceAll("\u202f", " ");
}

test("closed hours say when they open, as a visitor's own clock and calendar have it", () => {
  assert.equal(said(new Date(2026, 10, 30, 9)), "We are back on Monday at 9 AM.");
  assert.equal(said(new Date(2026, 10, 27, 16, 15)), "We are back today at 4:15 PM.");
  assert.equal(said(new Date(2026, 11, 4, 9)), "We are back on December 4 at 9 AM.");
  assert.equal(said(null), "We are closed right now.");
});

test("another language says it in its own way", () => {
  const words = { back_on: "Wir sind am {day} um {time} wieder da." };
  assert.equal(said(new Date(2026, 10, 30, 9), "de", words), "Wir sind am Montag um 09 Uhr wieder da.");
});

test("mail is promised only to those who are asked for an address", () => {
  const text = textIn("en", {});
  text.add(WORDS);
  const promised = (email) => whereWeAnswer({ email }, { text }).includes("by email");
  assert.deepEqual(["off", "optional", "required"].map(promised), [false, true, true]);
});
