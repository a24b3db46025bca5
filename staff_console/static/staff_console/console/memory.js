/**
 * What a tab remembers over a reload: replies and notes being written, and messages on their way. Kept for one person,
 * so that whoever logs in next in this tab does not find them. Where storage is refused, nothing survives a reload.
 */
export class Memory {
  constructor(person, storage = globalThis.sessionStorage) {
    this.storage = storage;
    this.prefix = `livechat:console:${person}`;
    this.outbox = this.#slot("outbox", []);
  }

  /** The text being written in a conversation; `kind` is "text" or "note". */
  draft(conversation, kind) {
    return this.#slot(`draft:${conversation}:${kind}`, "");
  }

  #slot(name, empty) {
    const key = `${this.prefix}:${name}`;
    return { load: () => this.#load(key) ?? empty, save: (value) => this.#save(key, value) };
  }

  #load(key) {
    try {
      return JSON.parse(this.storage.getItem(key));
    } catch {
      return null;
    }
  }

  #save(key, value) {
    try {
      if (value?.length) this.storage.setItem(key, JSON.stringify(value));
      else this.storage.removeItem(key);
    } catch {
      // full or refused
    }
  }
}
