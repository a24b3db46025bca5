import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { upload } from "../../livechat/static/livechat/core/upload.js";
import { sizeInWords } from "../../livechat/static/livechat/ui/file-body.js";
import { golden } from "./support/frames.js";

let request;

class FakeRequest {
  upload = {};
  headers = {};

  constructor() {
    request = this;
  }

  open(method, url) {
    Object.assign(this, { method, url });
  }

  setRequestHeader(name, value) {
    this.headers[name] = value;
  }

  send(form) {
    this.form = form;
  }

  abort() {
    this.onabort();
  }

  answers(body) {
    this.responseText = typeof body === "string" ? body : JSON.stringify(body);
    this.onload();
  }
}

let progress, signal, answer;
const file = new File(["hello"], "a.txt");

beforeEach(() => {
  progress = [];
  signal = new AbortController();
  const onProgress = (part) => progress.push(part);
  const headers = { "X-CSRFToken": "t" };
  answer = upload("/x/", { file, clientId: "c", headers, signal: signal.signal, onProgress, Request: FakeRequest });
});

test("a file goes as a form with its client_id, and the message comes back", async () => {
  assert.deepEqual([request.method, request.url, request.headers], ["POST", "/x/", { "X-CSRFToken": "t" }]);
  assert.equal(request.form.get("client_id"), "c");
  assert.equal(request.form.get("file").name, "a.txt");
  request.upload.onprogress({ loaded: 1, total: 4 });
  request.answers(golden("answer.attachment"));
  assert.equal((await answer).message.kind, "file");
  assert.deepEqual(progress, [0.25]);
});

test("a refusal has the server's code", async () => {
  request.answers({ type: "error", ref: null, code: "too_long", message: "Too big." });
  await assert.rejects(answer, { code: "too_long", message: "Too big." });
});

test("what is no answer of ours, and no answer at all, may be tried again", async () => {
  request.answers("<h1>Bad gateway</h1>");
  await assert.rejects(answer, { code: "disconnected" });
});

test("an upload can be called off", async () => {
  signal.abort();
  await assert.rejects(answer, { code: "disconnected" });
});

test("sizes are said as people say them", () => {
  assert.equal(sizeInWords(5, "en"), "1 kB");
  assert.equal(sizeInWords(34_567, "en"), "35 kB");
  assert.equal(sizeInWords(1_234_567, "de"), "1,2 MB");
});
