import { wordsFrom } from "../console/words.js";
import { playTone } from "./sound.js";

/**
 * In the account settings: lets one hear the sound, and asks the browser before it is to show notifications.
 *
 *   <div data-controller="livechat-notices">
 *     <button data-action="livechat-notices#play">…</button>
 *     <div data-livechat-notices-target="desktop" data-action="change->livechat-notices#allow"><input type="checkbox"></div>
 *     <p data-livechat-notices-target="problem" hidden><span></span></p>
 *   </div>
 */
export class NoticesController extends window.StimulusModule.Controller {
  static targets = ["desktop", "problem"];

  connect() {
    if (this.#box.checked) this.#explain();
  }

  play() {
    playTone();
  }

  async allow() {
    if (this.#box.checked && globalThis.Notification?.permission === "default") await Notification.requestPermission();
    this.#explain();
  }

  get #box() {
    return this.desktopTarget.querySelector("input");
  }

  #explain() {
    const texts = document.querySelector("[data-livechat-waiting-texts-value]")?.dataset.livechatWaitingTextsValue;
    const text = wordsFrom(JSON.parse(texts ?? "{}"));
    const permission = globalThis.Notification?.permission ?? "unknown";
    const problem = { denied: "blocked", unknown: "unknown" }[permission];
    this.problemTarget.hidden = !this.#box.checked || !problem;
    this.problemTarget.querySelector("span").textContent = problem ? text(problem) : "";
  }
}
