import { OutgoingStore } from "./outgoing-store.js";

const KEPT_FOR = 7 * 24 * 3600 * 1000; // ms
const REFUSED = "refused";
const LISTS = ["cards", REFUSED];

/**
 * What a browser remembers of one person's work, so that whoever logs in next does not find it: replies and notes being
 * written, or refused, which survive that the tab is closed, for a week, until they are sent, their conversation is no
 * longer there to be seen, or the person logs out; and a tab's messages on their way, which survive a reload.
 * Where storage is refused, neither does.
 *
 *   const memory = new Memory("7");
 *   memory.outbox.load(); memory.draft(conversation, "text").save("Hel");
 *   memory.forget(conversation); memory.forgetAll();
 *   addEventListener("storage", ({ key }) => memory.keeps(key, conversation) && …);   // another tab has changed a draft
 *   memory.keepsRefused(key)                                                         // … what was refused, anywhere
 */
export class Memory {
  constructor(person, { ofTab = globalThis.sessionStorage, ofBrowser = globalThis.localStorage, now = Date.now } = {}) {
    Object.assign(this, { ofBrowser, now, prefix: `livechat:console:${person}` });
    this.outbox = new OutgoingStore({
      ofTab: slot(ofTab, `${this.prefix}:outbox`, []),
      draft: (conversation) => this.draft(conversation, REFUSED),
      drafts: () => this.#refused(),
    });
    this.#forgetOld();
  }

  /**
   * What is being written in a conversation; `kind` is "text" or "note", or "cards" for what goes out with it, or
   * "refused" for what did not go out.
   */
  draft(conversation, kind) {
    return this.#slot(this.#drafts(conversation) + kind, LISTS.includes(kind) ? [] : "");
  }

  #slot(key, empty) {
    const kept = slot(this.ofBrowser, key, null);
    return {
      load: () => kept.load()?.value ?? empty,
      save: (value) => kept.save(value?.length ? { value, at: this.now() } : null),
    };
  }

  /** Whether `key` (null: any) is where what is being written in a conversation is kept. */
  keeps(key, conversation) {
    return key === null || key.startsWith(this.#drafts(conversation));
  }

  keepsRefused(key) {
    return key === null || (key.startsWith(`${this.prefix}:draft:`) && key.endsWith(`:${REFUSED}`));
  }

  forget(conversation) {
    this.#drop(this.#drafts(conversation));
  }

  /** What this person was writing, in all tabs, and what this tab had on its way. */
  forgetAll() {
    this.#drop(`${this.prefix}:draft:`);
    this.outbox.save([]);
  }

  #refused() {
    return draftsIn(this.ofBrowser).filter((key) => this.keepsRefused(key)).map((key) => this.#slot(key, []));
  }

  #drafts(conversation) {
    return `${this.prefix}:draft:${conversation}:`;
  }

  #drop(prefix) {
    for (const key of draftsIn(this.ofBrowser)) if (key.startsWith(prefix)) slot(this.ofBrowser, key, null).save(null);
  }

  /** Everybody's: some never come back to this browser. */
  #forgetOld() {
    for (const key of draftsIn(this.ofBrowser)) {
      const kept = slot(this.ofBrowser, key, null);
      if (!(this.now() - kept.load()?.at < KEPT_FOR)) kept.save(null);
    }
  }
}

function slot(storage, key, empty) {
  return {
    load: () => {
      try {
        return JSON.parse(storage.getItem(key)) ?? empty;
      } catch {
        return empty;
      }
    },
    save: (value) => {
      try {
        if (value && value.length !== 0) storage.setItem(key, JSON.stringify(value));
        else storage.removeItem(key);
      } catch {
        // full or refused
      }
    },
  };
}

function draftsIn(storage) {
  try {
    const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
    return keys.filter((key) => /^livechat:console:[^:]+:draft:/.test(key));
  } catch {
    return []; // refused
  }
}
