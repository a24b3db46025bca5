import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import "./support/static-files.js";

const { Standing } = await import("../../staff_console/static/staff_console/console/standing.js");

const desk = { isStopped: false, trouble: { isOn: false }, isOnline: () => true };
let line, standing;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  line = { textContent: "" };
  desk.trouble.isOn = false;
  const place = { classList: { toggle: () => {} }, querySelector: () => line };
  standing = new Standing(place, { desk, text: (key) => key, onChange: () => standing.render() });
  standing.render();
});

afterEach(() => mock.timers.reset());

test("what one has done is read in peace; who has come to wait meanwhile follows", () => {
  standing.say("2 conversations closed.");
  standing.tell("Zoe is waiting.");
  assert.equal(line.textContent, "2 conversations closed.");
  mock.timers.tick(10_000);
  assert.equal(line.textContent, "Zoe is waiting.");
  mock.timers.tick(10_000);
  assert.equal(line.textContent, "connected");
});

test("what comes of the next thing one does takes the place of both", () => {
  standing.tell("Zoe is waiting.");
  assert.equal(line.textContent, "Zoe is waiting.");
  standing.say("1 conversation reopened.");
  assert.equal(line.textContent, "1 conversation reopened.");
});

test("a broken connection goes before either", () => {
  standing.say("2 conversations closed.");
  desk.trouble.isOn = true;
  standing.render();
  assert.equal(line.textContent, "reconnecting");
});
