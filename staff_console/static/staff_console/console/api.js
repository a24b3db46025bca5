import { CommandError } from "../../livechat/core/protocol.js";

/**
 * The console's JSON addresses. Every call answers with the JSON or throws a CommandError; one without an answer from
 * our server has the code "disconnected".
 */
export class ConsoleApi {
  constructor(index, { fetch = globalThis.fetch.bind(globalThis), csrf = globalThis.wagtailConfig } = {}) {
    Object.assign(this, { base: `${index}api/`, fetch, csrf });
  }

  command(frame) {
    const headers = { "Content-Type": "application/json", [this.csrf.CSRF_HEADER_NAME]: this.csrf.CSRF_TOKEN };
    return this.#ask("commands/", { method: "POST", headers, body: JSON.stringify(frame) });
  }

  search(words) {
    return this.#ask(`search/?q=${encodeURIComponent(words)}`);
  }

  surroundings(id) {
    return this.#ask(`conversations/${id}/`);
  }

  async #ask(path, options = {}) {
    const signal = AbortSignal.timeout(10_000);
    const request = this.fetch(this.base + path, { ...options, signal, credentials: "same-origin" });
    const response = await request.catch(() => null);
    const answer = await response?.json().catch(() => null);
    if (!answer) throw new CommandError("disconnected");
    if (answer.type === "error" || !response.ok) throw CommandError.from({ code: "disconnected", ...answer });
    return answer;
  }
}
