import assert from "node:assert/strict";
import { test } from "node:test";
import { ChatHttp } from "../../livechat/static/livechat/core/http.js";

test("a picture is where the chat is, whatever page shows it", (t) => {
  const before = globalThis.location;
  globalThis.location = new URL("https://page.example/shop/");
  t.after(() => (globalThis.location = before));
  const path = "/livechat/staff/0a/";
  assert.equal(new ChatHttp("https://chat.example/livechat/", null).picture(path), `https://chat.example${path}`);
  assert.equal(new ChatHttp("/livechat/", null).picture(path), `https://page.example${path}`);
  assert.equal(new ChatHttp("/livechat/", null).picture(undefined), undefined);
});
