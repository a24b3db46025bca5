import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";

const BUNDLE = new URL("../../livechat/static/livechat/bundle/", import.meta.url);

const KB = 1024;

/** What a file weighs on the wire of a server that compresses. */
const weight = (file) => gzipSync(readFileSync(new URL(file, BUNDLE)), { level: 9 }).length;
const total = (files) => files.reduce((sum, file) => sum + weight(file), 0);

const LAUNCHER = ["launcher.css", "launcher.js"];
const TALK = [...LAUNCHER, "widget.css", "live-chat.js"];

test("the launcher weighs 4 KB at most", () => {
  assert.ok(total(LAUNCHER) <= 4 * KB, `${total(LAUNCHER)} bytes`);
});

test("an open widget in a talk weighs 20 KB at most, the launcher included", () => {
  assert.ok(total(TALK) <= 20 * KB, `${total(TALK)} bytes`);
});

test("nothing else is served", () => {
  assert.deepEqual(readdirSync(BUNDLE).sort(), [...TALK, "full.css", "invitation.css", "invitation.js", "later.css", "later.js"].sort());
});
