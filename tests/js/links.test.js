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

/** Processor time of the quickest of several looks, so that what else the machine does counts for nothing. */
function quickest(text) {
  const looks = Array.from({ length: 7 }, () => {
    const start = process.cpuUsage();
    findLinks(text);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...looks);
}

test("eight times as much hostile text takes eight times as long, not sixty-four", () => {
  for (const [before, again] of [["", "https://"], ["https://a", ")"], ["", "h"], ["(https://a", ")."]]) {
    const [few, many] = [20_000, 160_000].map((times) => quickest(before + again.repeat(times)));
    assert.ok(many < Math.max(few, 0.05) * 24, `${again}: ${few} ms, then ${many} ms`);
  }
});
