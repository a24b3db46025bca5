import { setText } from "../../livechat/ui/dom.js";

const NEWS_STAYS = 10_000;

/**
 * How the connection stands, in words; for some seconds what is new instead.
 *
 *   <p role="status"><span></span></p>
 *
 *   const standing = new Standing(p, { desk, text, onChange });
 *   standing.say("Grace is waiting."); standing.render();
 *   standing.trouble        // what is wrong, or the empty text
 */
export class Standing {
  #news = "";
  #forgetting = null;

  constructor(place, { desk, text, onChange }) {
    Object.assign(this, { place, desk, text, onChange });
  }

  get trouble() {
    const { desk, text } = this;
    if (desk.isStopped) return text("stopped");
    if (desk.trouble.isOn) return text(desk.isOnline() ? "reconnecting" : "offline");
    return "";
  }

  say(words) {
    this.#news = words;
    clearTimeout(this.#forgetting);
    this.#forgetting = setTimeout(() => {
      this.#news = "";
      this.onChange();
    }, NEWS_STAYS);
    this.onChange();
  }

  render() {
    const { trouble } = this;
    this.place.classList.toggle("livechat-status--trouble", Boolean(trouble));
    setText(this.place.querySelector("span"), trouble || this.#news || this.text("connected"));
  }
}
