import { setText } from "../../livechat/ui/dom.js";

const NEWS_STAYS = 10_000;

/**
 * How the connection stands, in words; for some seconds what is new instead. What has come of one's own doing is not
 * swallowed by what others do meanwhile: that waits.
 *
 *   <p role="status"><span></span></p>
 *
 *   const standing = new Standing(p, { desk, text, onChange });
 *   standing.say("2 conversations closed."); standing.tell("Grace is waiting."); standing.render();
 *   standing.trouble        // what is wrong, or the empty text
 */
export class Standing {
  #news = "";
  #isOwn = false;
  #next = "";
  #forgetting = null;

  constructor(place, { desk, text, onChange }) {
    Object.assign(this, { place, desk, text, onChange });
  }

  /** In a whole sentence, for beside what one writes. */
  get trouble() {
    return this.#state && this.text(`${this.#state}_line`);
  }

  get #state() {
    const { desk } = this;
    if (desk.isStopped) return "stopped";
    if (desk.trouble.isOn) return desk.isOnline() ? "reconnecting" : "offline";
    return "";
  }

  say(words) {
    this.#show(words, true);
  }

  tell(words) {
    if (this.#isOwn) this.#next = words;
    else this.#show(words, false);
  }

  #show(words, isOwn) {
    this.#news = words;
    this.#isOwn = isOwn;
    clearTimeout(this.#forgetting);
    this.#forgetting = setTimeout(() => this.#forget(), NEWS_STAYS);
    this.onChange();
  }

  #forget() {
    const next = this.#next;
    this.#news = this.#next = "";
    this.#isOwn = false;
    if (next) this.#show(next, false);
    else this.onChange();
  }

  render() {
    const state = this.#state;
    this.place.classList.toggle("livechat-status--trouble", Boolean(state));
    setText(this.place.querySelector("span"), state ? this.text(state) : this.#news || this.text("connected"));
  }
}
