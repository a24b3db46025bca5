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
    return this.#post("commands/", frame);
  }

  /** What waits for this person, anywhere in the admin. */
  waiting() {
    return this.#ask("waiting/");
  }

  search(words) {
    return this.#ask(`search/?q=${encodeURIComponent(words)}`);
  }

  team() {
    return this.#ask("team/");
  }

  /** So many at a time the queue gives this person; null: as the department says. Answers with the team. */
  setCapacity(person, capacity) {
    return this.#post(`team/${encodeURIComponent(person)}/capacity/`, { capacity });
  }

  /** One action on many: `{action, conversations, …}` → `{done: [ids], refused: {code: how many}}`. */
  bulk(values) {
    return this.#post("bulk/", values);
  }

  saveFilter(name, values) {
    return this.#post("filters/", { name, values });
  }

  forgetFilter(id) {
    return this.#post(`filters/${id}/forget/`, {});
  }

  surroundings(id) {
    return this.#ask(`conversations/${id}/`);
  }

  people(id) {
    return this.#ask(`conversations/${id}/people/`);
  }

  mentionable(id) {
    return this.#ask(`conversations/${id}/mentionable/`);
  }

  writeVisitorNote(id, note) {
    return this.#post(`conversations/${id}/visitor-notes/`, note);
  }

  deleteVisitorNote(id, note) {
    return this.#post(`conversations/${id}/visitor-notes/${note}/delete/`, {});
  }

  cannedReplyUsed(id) {
    return this.#post(`canned-replies/${id}/used/`, {});
  }

  uninvite(id, staff) {
    return this.#post(`conversations/${id}/uninvite/`, { staff });
  }

  erase(id) {
    return this.#post(`conversations/${id}/erase/`, {});
  }

  #post(path, values) {
    const headers = { "Content-Type": "application/json", [this.csrf.CSRF_HEADER_NAME]: this.csrf.CSRF_TOKEN };
    return this.#ask(path, { method: "POST", headers, body: JSON.stringify(values) });
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
