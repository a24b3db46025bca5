import { settle } from "./fake-clock.js";

/** A WebSocket class whose other end is the test. */
export function fakeSockets() {
  const made = [];

  return class FakeSocket {
    static made = made;
    static get last() {
      return made.at(-1);
    }

    sent = [];
    isClosed = false;

    constructor(url) {
      this.url = url;
      made.push(this);
    }

    send(text) {
      this.sent.push(JSON.parse(text));
    }

    close() {
      this.isClosed = true;
    }

    async opens() {
      this.onopen?.();
      await settle();
    }

    async brings(frame) {
      this.onmessage?.({ data: JSON.stringify(frame) });
      await settle();
    }

    /** Answers the last command that wants an answer. */
    answers(values = {}) {
      const { ref } = this.sent.findLast((frame) => frame.ref);
      return this.brings({ ...values, type: "ok", ref });
    }

    refuses(code, more = {}) {
      const { ref } = this.sent.findLast((frame) => frame.ref);
      return this.brings({ type: "error", ref, code, message: code, ...more });
    }

    async closes(code = 1006) {
      this.onclose?.({ code });
      await settle();
    }
  };
}
