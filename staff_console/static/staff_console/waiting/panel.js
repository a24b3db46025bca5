import { Times } from "../console/times.js";
import { wordsFrom } from "../console/words.js";
import { element } from "../../livechat/ui/dom.js";

/**
 * The dashboard's panel "Waiting now": those who have waited longest, as links to their conversations.
 *
 *   <div data-controller="livechat-waiting-panel" data-action="livechat:waiting@document->livechat-waiting-panel#take"
 *        data-livechat-waiting-panel-now-value="…" data-livechat-waiting-panel-texts-value="…" data-livechat-waiting-panel-index-value="/admin/chat/">
 *     <table> … <tbody data-livechat-waiting-panel-target="rows"></tbody></table>
 *     <p data-livechat-waiting-panel-target="end"></p>
 *   </div>
 */
export class WaitingPanelController extends window.StimulusModule.Controller {
  static targets = ["rows", "end"];
  static values = { now: Object, texts: Object, index: String };

  connect() {
    const locale = document.documentElement.lang || undefined;
    this.text = wordsFrom(this.textsValue, locale);
    this.times = new Times(locale);
    this.draw(this.nowValue);
    this.timer = setInterval(() => this.draw(this.now), 15_000);
  }

  disconnect() {
    clearInterval(this.timer);
  }

  take({ detail: { now } }) {
    if (this.times) this.draw(now);
  }

  draw(now) {
    this.now = now;
    const { count, longest } = now;
    const looks = JSON.stringify([count, longest.map(({ id, since }) => [id, this.times.since(since)])]);
    if (looks === this.looks) return;
    this.looks = looks;
    const focused = this.rowsTarget.contains(document.activeElement) && document.activeElement.getAttribute("href");
    this.rowsTarget.replaceChildren(...longest.map((row) => this.#row(row)));
    if (focused) this.rowsTarget.querySelector(`[href="${focused}"]`)?.focus();
    this.endTarget.replaceChildren(...this.#end(count, count - longest.length));
  }

  #row({ id, name, since, department, page }) {
    const link = element("a", { href: `${this.indexValue}conversations/${id}/`, dir: "auto" }, name);
    return element(
      "tr",
      {},
      element("td", { class: "title" }, element("div", { class: "title-wrapper" }, link)),
      element("td", {}, department),
      element("td", { dir: "auto" }, page),
      element("td", {}, element("time", { datetime: since }, this.times.sinceOrNow(since))),
    );
  }

  #end(count, more) {
    if (!count) return [this.text("nobody_waits")];
    const words = more > 0 ? this.text("more", { n: more }) : this.text("open");
    return [element("a", { href: `${this.indexValue}?view=waiting` }, words)];
  }
}
