import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import "./support/static-files.js";

const { Undo } = await import("../../staff_console/static/staff_console/console/undo.js");

/** As much of a document as one sentence and one button need. */
class Node extends EventTarget {
  children = [];
  setAttribute() {}
  append(...children) {
    this.children.push(...children);
  }
  replaceChildren(...children) {
    this.children = children;
  }
  get words() {
    return this.children.map((child) => child.words ?? child).join("");
  }
}

const text = (key) => ({ undo: "Undo" })[key];
let place, undo, done;

const act = (what) => () => done.push(what);
const press = () => place.children.at(-1).dispatchEvent(new Event("click"));

beforeEach(() => {
  globalThis.document = { createElement: () => new Node() };
  mock.timers.enable({ apis: ["setTimeout"] });
  [place, done] = [new Node(), []];
  undo = new Undo(place, { text });
});

afterEach(() => {
  mock.timers.reset();
  delete globalThis.document;
});

test("what is told while one may take something back waits until that is over", () => {
  undo.offer("500 closed.", act("reopen"));
  undo.tell("Sam mentioned you.", act("open"), "Open it");
  assert.equal(place.words, "500 closed. Undo");
  mock.timers.tick(10_000);
  assert.equal(place.words, "Sam mentioned you. Open it");
  mock.timers.tick(10_000);
  assert.equal(place.words, "");
  undo.tell("Mona mentioned you.", act("open"), "Open it");
  assert.equal(place.words, "Mona mentioned you. Open it", "with nothing to take back it is told at once");
  assert.deepEqual(done, []);
});

test("to take something back leaves what was told meanwhile", () => {
  undo.offer("500 closed.", act("reopen"));
  undo.tell("Sam mentioned you.", act("open"), "Open it");
  press();
  assert.deepEqual([done, place.words], [["reopen"], "Sam mentioned you. Open it"]);
  press();
  assert.deepEqual([done, place.words], [["reopen", "open"], ""]);
});

test("what one does in another conversation takes no way back", () => {
  undo.offer("500 closed.", act("reopen"));
  undo.actedOn("a");
  assert.equal(place.words, "500 closed. Undo");
  undo.offer("Closed.", act("reopen"), { about: "a" });
  undo.actedOn("b");
  assert.equal(place.words, "Closed. Undo");
  undo.actedOn("a");
  assert.equal(place.words, "");
});
