import { freshIn, latestOf, pauseOf } from "./kinds.js";

const TOLD = "livechat:told";

/**
 * What is to be said of what waits, in this tab: each news once, and a reminder now and then. A notice is `{kind, text, ids}`:
 *
 *   escalated   nobody has answered in time, in what this person manages; again and again until somebody takes it
 *   given       a conversation is this person's now
 *   mentioned   a note names this person; once for a browser, whenever that was, in a tab that somebody looks at
 *   waiting     somebody new waits; again and again until somebody takes it
 *
 *   const news = new News({ person: "7", text, choices });
 *   news.of(now)                                     // the notices, the most urgent first
 *   news.reminders(now, { isShown: (kind) => false })
 */
export class News {
  #own = null;
  #saidAt = {};
  #told = null;

  constructor({ person, text, choices, world = {} }) {
    Object.assign(this, { key: `${TOLD}:${person}`, text, choices });
    this.ofTab = world.sessionStorage ?? globalThis.sessionStorage;
    this.ofBrowser = world.localStorage ?? globalThis.localStorage;
    this.clock = world.now ?? (() => Date.now());
    this.isHidden = world.isHidden ?? (() => Boolean(globalThis.document?.hidden));
    for (const kind of ["escalated", "waiting"]) this.#saidAt[kind] = this.clock();
  }

  of(now) {
    const given = this.#given(now.own);
    const told = this.#toldBefore(now);
    const { escalated, waiting, ...fresh } = freshIn(now, told, this.choices);
    const latest = latestOf(now, told);
    const mentioned = this.isHidden() ? [] : fresh.mentioned;
    this.#remember(this.isHidden() ? { ...latest, mentioned: told.mentioned } : latest);
    const late = new Set(escalated.map(({ id }) => id));
    const others = waiting.filter(({ id }) => !late.has(id));
    const notices = [
      this.#notice("escalated", escalated, { name: escalated[0]?.name, department: escalated[0]?.department }),
      given,
      this.#notice("mentioned", mentioned, { name: mentioned[0]?.by }),
      this.#notice("waiting", others, { name: others[0]?.name }),
    ].filter(Boolean);
    for (const { kind } of notices) this.#saidAt[kind] = this.clock();
    return notices;
  }

  reminders({ count, escalated }, { isShown }) {
    const late = this.choices.escalations ? (escalated?.count ?? 0) : 0;
    const others = count - late;
    const notices = [
      late && this.#isDue("escalated", isShown) && { kind: "escalated", text: this.text("still_escalated", { n: late }), ids: [] },
      others > 0 && this.#isDue("waiting", isShown) && { kind: "waiting", text: this.text("still_waiting", { n: others }), ids: [] },
    ].filter(Boolean);
    for (const { kind } of notices) this.#saidAt[kind] = this.clock();
    return notices;
  }

  #isDue(kind, isShown) {
    const pause = pauseOf(kind, this.choices);
    return Boolean(pause) && !isShown(kind) && this.clock() - this.#saidAt[kind] >= pause * 1000;
  }

  #notice(kind, fresh, values) {
    if (!fresh.length) return null;
    const key = { escalated: "escalated", mentioned: "mentioned", waiting: "new_waiting" }[kind];
    return { kind, text: this.text(fresh.length === 1 ? key : `${key}_more`, values), ids: fresh.map(({ id }) => id) };
  }

  /** A conversation that is this person's now and was not at the last look. */
  #given(own = []) {
    const before = this.#own;
    this.#own = new Set(own.map(({ id }) => id));
    const fresh = before && own.filter(({ id }) => !before.has(id));
    return fresh?.length ? { kind: "given", text: this.text("given", { name: fresh[0].name }), ids: [fresh[0].id] } : null;
  }

  /** Not what waited before this tab was there; of notes, all that no tab has told of. */
  #toldBefore(now) {
    const told = this.#told ?? read(this.ofTab, this.key) ?? { ...latestOf(now), mentioned: "" };
    const [here, anywhere] = [told.mentioned ?? "", read(this.ofBrowser, this.key)?.mentioned ?? ""];
    return { ...told, mentioned: anywhere > here ? anywhere : here };
  }

  #remember(told) {
    this.#told = told;
    write(this.ofTab, this.key, told);
    write(this.ofBrowser, this.key, { mentioned: told.mentioned });
  }
}

function read(storage, key) {
  try {
    return JSON.parse(storage.getItem(key));
  } catch {
    return null;
  }
}

function write(storage, key, value) {
  try {
    storage.setItem(key, JSON.stringify(value));
  } catch {
    // refused: told again on the next page
  }
}
