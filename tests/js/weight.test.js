import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { goldenFrames } from "./support/frames.js";

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

test("no name that crosses the wire is shortened in the bundle", () => {
  const build = readFileSync(new URL("../../script/build", import.meta.url), "utf8");
  const ours = new Set(build.match(/^ours='([^']*)'/m)[1].trim().split(/\s+/));
  assert.ok(ours.has("timeline"));
  const crossing = new Set();
  const collect = (value) => {
    for (const [key, inner] of Object.entries(value ?? {})) {
      if (!Array.isArray(value)) crossing.add(key);
      if (typeof inner === "object") collect(inner);
    }
  };
  goldenFrames.forEach(({ frame }) => collect(frame));
  assert.ok(crossing.has("client_id"));
  assert.deepEqual([...crossing].filter((name) => ours.has(name)), []);
});
