import assert from "node:assert/strict";
import { test } from "node:test";
import { isFilling } from "../../livechat/static/livechat/widget/invitation.js";

const page = ({ active = null, fields = [] } = {}) => ({ activeElement: active, forms: [{ elements: fields }] });
const at = (tag) => ({ isContentEditable: false, matches: (selector) => selector.split(", ").includes(tag) });
const option = (index, selected, defaultSelected) => ({ index, selected, defaultSelected });

test("nobody is disturbed at a field, or with a form half filled in", () => {
  assert.equal(isFilling(page({ active: at("body") })), false);
  for (const tag of ["input", "textarea", "select"]) assert.equal(isFilling(page({ active: at(tag) })), true);
  assert.equal(isFilling(page({ active: { isContentEditable: true } })), true);
  assert.equal(isFilling(page({ fields: [{ type: "text", value: "Ada", defaultValue: "" }] })), true);
  assert.equal(isFilling(page({ fields: [{ type: "checkbox", checked: true, defaultChecked: false }] })), true);
  assert.equal(isFilling(page({ fields: [{ type: "select-one", options: [option(0, false, false), option(1, true, false)] }] })), true);
});

test("a form as it came is nobody's work", () => {
  const fields = [
    { type: "text", value: "as it came", defaultValue: "as it came" },
    { type: "hidden", value: "changed by a script", defaultValue: "" },
    { type: "radio", checked: true, defaultChecked: true },
    // Browsers select the first one when none is said to be.
    { type: "select-one", options: [option(0, true, false), option(1, false, false)] },
    { type: "submit" },
  ];
  assert.equal(isFilling(page({ fields })), false);
});
