import { upload } from "../core/upload.js";
import { element, setText } from "./dom.js";

const PASSING = ["disconnected", "busy", "rate_limited"];

/**
 * Files on their way, one line each: how far it is, or why it was not sent. A file that was sent leaves its line; its
 * message is in the list then.
 *
 *   <ul class="uploads"><li>lamp.jpg <progress aria-label="Sending lamp.jpg" value="0.4"></progress> <button>Cancel</button></li></ul>
 *
 *   const tray = new UploadTray(ul, { text, limits: { megabytes, types }, target: () => ({ url, headers }), onSent(message), onEmpty() });
 *   tray.add(file);
 *
 * Text keys: file_sending {name}, file_not_sent {name}, file_too_big {n}, file_type {types}, file_quota, cancel, remove, retry,
 * refused, refused_<code>.
 */
export class UploadTray {
  #last = Promise.resolve();

  constructor(place, { text, limits, target, onSent, onEmpty, send = upload }) {
    Object.assign(this, { place, text, limits, target, onSent, onEmpty, send });
  }

  add(file) {
    // The conversation that is open now, whatever is open when its turn comes.
    const item = { file, clientId: crypto.randomUUID(), target: this.target(), node: element("li") };
    this.place.append(item.node);
    this.place.hidden = false;
    const problem = this.#problem(file);
    if (problem) this.#refuse(item, problem, false);
    else this.#queue(item);
  }

  /** One after the other, so that they arrive in the order in which they were chosen. */
  #queue(item) {
    item.stop = new AbortController();
    item.bar = element("progress", { max: 1, value: 0, "aria-label": this.text("file_sending", { name: item.file.name }) });
    this.#show(item, [item.bar], [this.#button("cancel", item, () => this.#cancel(item))]);
    this.#last = this.#last.then(() => this.#send(item));
  }

  async #send(item) {
    const { file, clientId, stop, bar, target } = item;
    if (stop.signal.aborted) return;
    const onProgress = (part) => (bar.value = part);
    try {
      const { message } = await this.send(target.url, { ...target, file, clientId, signal: stop.signal, onProgress });
      this.#remove(item);
      this.onSent(message, target);
    } catch ({ code }) {
      if (!stop.signal.aborted) this.#refuse(item, this.#reason(code), PASSING.includes(code));
    }
  }

  #cancel(item) {
    item.stop.abort();
    this.#remove(item);
  }

  #refuse(item, why, canRetry) {
    const words = `${this.text("file_not_sent", { name: item.file.name })} ${why}`;
    const problem = element("p", { class: "problem", role: "alert" });
    const buttons = [this.#button("remove", item, () => this.#remove(item))];
    if (canRetry) buttons.unshift(this.#button("retry", item, () => this.#queue(item)));
    this.#show(item, [problem], buttons);
    setText(problem, words); // after it is in the page, or nothing says it
  }

  #show(item, parts, buttons) {
    const hadFocus = item.node.contains(item.node.getRootNode().activeElement);
    const name = element("bdi", { class: "name" }, item.file.name);
    const isRefused = parts[0].localName === "p";
    item.node.replaceChildren(...(isRefused ? parts : [name, ...parts]), ...buttons);
    if (hadFocus) buttons[0].focus();
  }

  #button(key, { file }, click) {
    const words = this.text(key);
    return element("button", { type: "button", class: "quiet", "aria-label": `${words}: ${file.name}`, click }, words);
  }

  #remove({ node }) {
    const hadFocus = node.contains(node.getRootNode().activeElement);
    node.remove();
    this.place.hidden = !this.place.childElementCount;
    if (hadFocus) this.onEmpty?.();
  }

  #problem({ name, size }) {
    const { megabytes, types } = this.limits;
    if (!types.includes(name.split(".").pop().toLowerCase()) || !size) return this.#reason("bad_value");
    return size > megabytes * 2 ** 20 ? this.#reason("too_long") : "";
  }

  #reason(code) {
    if (code === "too_long") return this.text("file_too_big", { n: this.limits.megabytes });
    if (code === "bad_value") return this.text("file_type", { types: this.limits.types.join(", ") });
    if (code === "rate_limited") return this.text("file_quota");
    return this.text(`refused_${code}`) || this.text("refused");
  }
}
