import { ConsoleApi } from "./console/api.js";
import { Memory } from "./console/memory.js";
import { wordsFrom } from "./console/words.js";
import { staffLink } from "./link/staff-link.js";
import { Alarm } from "./waiting/alarm.js";
import { Badge } from "./waiting/badge.js";
import { desktopNotice } from "./waiting/desktop.js";
import { Feed } from "./waiting/feed.js";
import { News } from "./waiting/news.js";
import { WaitingPanelController } from "./waiting/panel.js";
import { NoticesController } from "./waiting/settings.js";
import { playTone } from "./waiting/sound.js";
import { TitleCount } from "./waiting/title-count.js";
import { Toasts } from "./waiting/toasts.js";

/**
 * On every admin page: how many conversations wait, beside "Chat" in the sidebar, and a word when one more does, or was
 * not answered in time, again and again until somebody takes it; and when a note names one. Each by one's own choice.
 *
 *   <a href="/admin/chat/" data-controller="livechat-waiting" data-livechat-waiting-person-value="7"
 *      data-livechat-waiting-now-value='{"count": 1, "newest": [{"id": "…", "name": "Grace", "since": "…"}], …}'
 *      data-livechat-waiting-choices-value='{"number": true, "sound": false, "every": 60, …}'
 *      data-livechat-waiting-texts-value='{"waiting": "waiting", …}' data-livechat-waiting-socket-value="/livechat/ws/staff/"
 *      data-livechat-waiting-logout-value="/admin/logout/">Chat</a>
 *
 * At each look it dispatches `livechat:waiting` on the document with `{now, notices}` (see News); the console prevents it
 * and says them itself. `livechat:staff` says that a colleague came, went, or chose another availability.
 */
class WaitingController extends window.StimulusModule.Controller {
  static values = { person: String, now: Object, choices: Object, texts: Object, socket: String, logout: String };

  connect() {
    const text = (this.text = wordsFrom(this.textsValue, document.documentElement.lang || undefined));
    const { personValue: person, choicesValue: choices } = this;
    const index = this.element.getAttribute("href");
    const address = (id, view) => (id ? `${index}conversations/${id}/` : view ? `${index}?view=${view}` : index);
    this.badge = new Badge(this.element, { text });
    this.title = new TitleCount(document);
    this.news = new News({ person, text, choices });
    this.toasts = new Toasts({ text, address });
    const ring = (words, ids) => {
      if (choices.sound) playTone();
      if (choices.desktop) desktopNotice(words, { address: address(ids.length === 1 ? ids[0] : null) });
    };
    this.alarm = new Alarm({ person, choices, text, ring });
    const api = new ConsoleApi(index);
    const link = (handlers) => staffLink({ path: this.socketValue, api, person, isDesk: false, ...handlers });
    const onStaff = () => document.dispatchEvent(new CustomEvent("livechat:staff"));
    this.feed = new Feed({
      ...{ person, link, ask: () => api.waiting(), onStaff },
      onNow: (now) => this.take(now),
    });
    this.take(this.nowValue);
    this.feed.start();
    this.timer = setInterval(() => this.remind(), 5000);
  }

  /** `livechat:ask`: the console has read something. */
  ask() {
    this.feed.askSoon();
  }

  /** A form is sent: the one to log out leaves nothing behind of what this person was writing. */
  leave({ target }) {
    const address = new URL(target.getAttribute("action") ?? "", location.href);
    if (address.pathname === this.logoutValue) new Memory(this.personValue).forgetAll();
  }

  disconnect() {
    clearInterval(this.timer);
    this.feed.stop();
  }

  take(now) {
    this.now = now;
    const { number, title } = this.choicesValue;
    this.badge.draw(number ? now.count : 0);
    this.title.draw(title ? now.count : 0);
    this.#tell(this.news.of(now));
    this.toasts.keepTo(now);
    this.alarm.consider(now);
  }

  /** Somebody looks at this tab now: what no other one has told of is told here. */
  look() {
    const notices = document.hidden ? [] : this.news.of(this.now);
    if (notices.length) this.#tell(notices);
  }

  /** Nobody has taken it yet. */
  remind() {
    const notices = this.news.reminders(this.now, { isShown: (kind) => this.toasts.isShown(kind) });
    if (notices.length) this.#tell(notices);
    this.alarm.consider(this.now);
  }

  #tell(notices) {
    const event = new CustomEvent("livechat:waiting", { cancelable: true, detail: { now: this.now, notices } });
    if (!document.dispatchEvent(event)) return;
    for (const notice of notices) if (this.#isWanted(notice)) this.toasts.show(notice);
  }

  /** Notes and what is overdue are chosen by themselves. */
  #isWanted({ kind }) {
    return this.choicesValue.message || kind === "mentioned" || kind === "escalated";
  }
}

const { app } = window.wagtail;
app.register("livechat-waiting", WaitingController);
app.register("livechat-waiting-panel", WaitingPanelController);
app.register("livechat-notices", NoticesController);
