import assert from "node:assert/strict";
import { test } from "node:test";
import { findLinks } from "../../livechat/static/livechat/ui/links.js";

const hrefs = (text) => findLinks(text).flatMap(({ href }) => href ?? []);

test("addresses become links, without the sentence's punctuation", () => {
  assert.deepEqual(findLinks("See https://example.com/a?b=c, please."), [
    { text: "See " },
    { text: "https://example.com/a?b=c", href: "https://example.com/a?b=c" },
    { text: ", please." },
  ]);
});

test("brackets that belong to the address stay", () => {
  assert.deepEqual(hrefs("(https://example.com/a) https://en.wikipedia.org/wiki/Lamp_(light)"), [
    "https://example.com/a",
    "https://en.wikipedia.org/wiki/Lamp_(light)",
  ]);
});

test("nothing but http and https is a link", () => {
  assert.deepEqual(hrefs("javascript:alert(1) data:text/html,x vbscript:x file:///etc/passwd www.example.com"), []);
});

test("no text is lost", () => {
  const text = "a http:// b https://x.org c <https://y.org> d";
  assert.equal(findLinks(text).map((part) => part.text).join(""), text);
});

test("hostile text takes no time", () => {
  for (const text of ["https://".repeat(8000), "https://a" + ")".repeat(64_000), "h".repeat(64_000)]) {
    const start = performance.now();
    findLinks(text);
    assert.ok(performance.now() - start < 50);
  }
});
