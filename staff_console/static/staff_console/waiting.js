const EVERY = 5000;
const EVERY_HIDDEN = 30_000;
const TOLD = "livechat:waiting:told";

/**
 * On every admin page: how many conversations wait, beside "Chat" in the sidebar, and a word when one more does.
 *
 *   <a data-controller="livechat-waiting" data-livechat-waiting-url-value="/admin/chat/api/waiting/"
 *      data-livechat-waiting-now-value='{"count": 1, "newest": [{"id": "…", "name": "Grace", "since": "…"}]}'
 *      data-livechat-waiting-texts-value='{"waiting": "waiting", …}'>Chat</a>
 *
 * Before it says anything it dispatches `livechat:waiting` on the document with `{now, news}`; the console prevents it
 * and shows `news` itself. `livechat:ask` on the document makes it look at once.
 */
class WaitingController extends window.StimulusModule.Controller {
  static values = { url: String, now: Object, texts: Object };

  connect() {
    this.stopWatching = new AbortController();
    const { signal } = this.stopWatching;
    document.addEventListener("visibilitychange", () => document.hidden || this.ask(), { signal });
    document.addEventListener("livechat:ask", () => this.ask(), { signal });
    // Not what waited before this tab was there.
    this.told ??= this.#latest(this.nowValue);
    this.#take(this.nowValue);
    this.#askLater();
  }

  disconnect() {
    this.stopWatching.abort();
    clearTimeout(this.timer);
  }

  async ask() {
    clearTimeout(this.timer);
    const response = await fetch(this.urlValue, { credentials: "same-origin" }).catch(() => null);
    if (response?.status === 403) return this.#draw(0);
    if (response?.ok) this.#take(await response.json());
    this.#askLater();
  }

  #askLater() {
    clearTimeout(this.timer);
    if (!this.stopWatching.signal.aborted) this.timer = setTimeout(() => this.ask(), document.hidden ? EVERY_HIDDEN : EVERY);
  }

  #take(now) {
    const fresh = now.newest.filter(({ since }) => since > this.told);
    if (fresh.length) this.told = this.#latest(now);
    this.#draw(now.count);
    const news = fresh.length ? this.#sentence(fresh) : "";
    const event = new CustomEvent("livechat:waiting", { cancelable: true, detail: { now, news } });
    const isShownElsewhere = !document.dispatchEvent(event);
    if (!now.count || isShownElsewhere) this.#forget();
    else if (news) this.#tell(news, fresh);
  }

  #latest({ newest }) {
    return newest[0]?.since ?? "";
  }

  get told() {
    try {
      return sessionStorage.getItem(TOLD);
    } catch {
      return this.toldHere ?? null;
    }
  }

  set told(since) {
    this.toldHere = since;
    try {
      sessionStorage.setItem(TOLD, since);
    } catch {
      // refused: told again on the next page
    }
  }

  #sentence(fresh) {
    const { new_waiting: one, new_waiting_more: more } = this.textsValue;
    return fresh.length === 1 ? one.replace("{name}", fresh[0].name) : more;
  }

  #draw(count) {
    this.badge ??= this.#makeBadge();
    this.badge.hidden = !count;
    this.badge.firstChild.textContent = count ? ` ${count > 99 ? "99+" : count} ` : "";
    this.badge.lastChild.textContent = count ? this.textsValue.waiting : "";
  }

  #makeBadge() {
    const badge = document.createElement("span");
    badge.className = "w-dismissible-badge w-dismissible-badge--count livechat-badge";
    const words = document.createElement("span");
    words.className = "w-sr-only";
    badge.append(document.createElement("span"), words);
    (this.element.querySelector(".menuitem") ?? this.element).append(badge);
    return badge;
  }

  /** One message at a time, in the place where Wagtail shows its own. */
  #tell(text, [first, ...others]) {
    this.#forget();
    const add = new CustomEvent("w-messages:add", { detail: { text, type: "warning" } });
    document.dispatchEvent(add);
    this.toast = document.querySelector(".messages ul")?.lastElementChild;
    if (!this.toast) return;
    const link = document.createElement("a");
    link.className = "button button-small button-secondary";
    link.href = others.length ? this.element.href : `${this.element.href}conversations/${first.id}/`;
    link.textContent = this.textsValue.open;
    this.toast.append(" ", link);
  }

  #forget() {
    this.toast?.remove();
    this.toast = null;
  }
}

window.wagtail.app.register("livechat-waiting", WaitingController);
