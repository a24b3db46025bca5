import assert from "node:assert/strict";
import test from "node:test";

import { Composer } from "../../livechat/static/livechat/ui/composer.js";

/** A form with one text box; `press` gives whether that key asked it to be sent. */
function form(options) {
  const heard = {};
  const box = { value: "Hi", style: {}, addEventListener: (name, handler) => (heard[name] = handler) };
  let sent = 0;
  const node = {
    querySelector: () => box,
    addEventListener() {},
    requestSubmit: () => (sent += 1),
  };
  new Composer(node, { onSend() {}, ...options });
  return {
    press(key) {
      const before = sent;
      heard.keydown({ key: "Enter", preventDefault() {}, ...key });
      return sent > before;
    },
  };
}

const KEYS = {
  alone: {},
  "with shift": { shiftKey: true },
  "with control": { ctrlKey: true },
  "with command": { metaKey: true },
  "in a composition": { isComposing: true },
  "another key": { key: "a" },
};

const sending = (composer) => Object.keys(KEYS).filter((name) => composer.press(KEYS[name]));

test("Enter sends, but not with Shift and not within a composition", () => {
  assert.deepEqual(sending(form({ sendKey: undefined })), ["alone", "with control", "with command"]);
});

test("where the site wants it, only Ctrl or Command with Enter", () => {
  assert.deepEqual(sending(form({ sendKey: "mod-enter" })), ["with control", "with command"]);
});
