import { ConsoleApi } from "./console/api.js";
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
import { Toast } from "./waiting/toast.js";

/**
 * On every admin page: how many conversations wait, beside "Chat" in the sidebar, and a word when one more does, again
 * and again until somebody takes it. Each by the person's own choice.
 *
 *   <a href="/admin/chat/" data-controller="livechat-waiting" data-livechat-waiting-person-value="7"
 *      data-livechat-waiting-now-value='{"count": 1, "newest": [{"id": "…", "name": "Grace", "since": "…"}], …}'
 *      data-livechat-waiting-choices-value='{"number": true, "sound": false, "every": 60, …}'
 *      data-livechat-waiting-texts-value='{"waiting": "waiting", …}' data-livechat-waiting-socket-value="/livechat/ws/staff/">Chat</a>
 *
 * At each look it dispatches `livechat:waiting` on the document with `{now, news, given}`; the console prevents it and
 * says `news` itself. `livechat:staff` says that a colleague came, went, or chose another availability.
 */
class WaitingController extends window.StimulusModule.Controller {
  static values = { person: String, now: Object, choices: Object, texts: Object, socket: String };

  connect() {
    const text = (this.text = wordsFrom(this.textsValue, document.documentElement.lang || undefined));
    const { personValue: person, choicesValue: choices } = this;
    const index = this.element.getAttribute("href");
    const address = (id) => (id ? `${index}conversations/${id}/` : index);
    this.badge = new Badge(this.element, { text });
    this.title = new TitleCount(document);
    this.news = new News({ text, choices });
    this.toast = new Toast({ text, address });
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
      onMention: (event) => this.mentioned(event),
    });
    this.take(this.nowValue);
    this.feed.start();
    this.timer = setInterval(() => this.remind(), 5000);
  }

  /** `livechat:ask`: the console has read something. */
  ask() {
    this.feed.askSoon();
  }

  disconnect() {
    clearInterval(this.timer);
    this.feed.stop();
  }

  take(now) {
    this.now = now;
    const { news, given, ids } = this.news.of(now);
    const { number, title } = this.choicesValue;
    this.badge.draw(number ? now.count : 0);
    this.title.draw(title ? now.count : 0);
    const event = new CustomEvent("livechat:waiting", { cancelable: true, detail: { now, news, given } });
    this.isShownElsewhere = !document.dispatchEvent(event);
    if (this.isShownElsewhere) this.toast.forget();
    else this.toast.keepTo(now);
    if (!this.isShownElsewhere) this.#say(given || news, given ? given.ids : ids, Boolean(given));
    this.alarm.consider(now);
  }

  mentioned({ conversation, message }) {
    if (this.isShownElsewhere || !this.choicesValue.message) return;
    this.toast.show(this.text("mentioned", { name: message.author.name }), [conversation], { isLasting: true });
  }

  /** Nobody has taken it yet. */
  remind() {
    const words = this.news.reminder(this.now, { isShown: this.toast.isShown });
    if (words && !this.isShownElsewhere) this.#say(words, []);
    this.alarm.consider(this.now);
  }

  #say(words, ids, isUrgent = false) {
    if (words && this.choicesValue.message) this.toast.show(String(words.text ?? words), ids, { isUrgent });
  }
}

const { app } = window.wagtail;
app.register("livechat-waiting", WaitingController);
app.register("livechat-waiting-panel", WaitingPanelController);
app.register("livechat-notices", NoticesController);
