import { CommandError } from "./protocol.js";

/**
 * The visitor's HTTP addresses, below the site's chat prefix. Every call answers with the JSON or throws a
 * CommandError; one without an answer from our server has the code "disconnected".
 *
 *   const http = new ChatHttp("/livechat/");
 *   http.availability(page); http.start({ key, client_id, body, … }); http.conversations();
 *   http.attachments(id);   // the address of uploads, and below it of the files
 *   http.picture("/livechat/staff/…/");   // where the chat is, which need not be where the page is
 *   http.messages(id, { after }); http.command(id, frame);
 *   http.onLost = () => …;  // a call had no answer
 */
export class ChatHttp {
  constructor(base, fetch = globalThis.fetch.bind(globalThis)) {
    Object.assign(this, { base, fetch });
  }

  availability(page) {
    return this.#get(`availability/?page=${page}`);
  }

  conversations() {
    return this.#get("conversations/");
  }

  start(details) {
    return this.#send("conversations/", details);
  }

  messages(id, { after }) {
    return this.#get(`conversations/${id}/messages/?after=${after}`);
  }

  attachments(id) {
    return `${this.base}conversations/${id}/attachments/`;
  }

  picture(path) {
    return path && new URL(path, new URL(this.base, location.href)).href;
  }

  command(id, frame) {
    return this.#send(`conversations/${id}/commands/`, frame);
  }

  #get(path) {
    return this.#ask(path, {});
  }

  #send(path, body) {
    const headers = { "Content-Type": "application/json" };
    return this.#ask(path, { method: "POST", headers, body: JSON.stringify(body) });
  }

  async #ask(path, options) {
    const signal = AbortSignal.timeout(10_000);
    const request = this.fetch(this.base + path, { ...options, signal, credentials: "same-origin" });
    const response = await request.catch(() => null);
    const answer = await response?.json().catch(() => null);
    if (!answer) {
      this.onLost?.();
      throw new CommandError("disconnected");
    }
    if (answer.type === "error" || !response.ok) throw CommandError.from({ code: "disconnected", ...answer });
    return answer;
  }
}
