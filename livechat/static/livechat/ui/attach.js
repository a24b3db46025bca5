import { element } from "./dom.js";

/** What a site takes unless it says otherwise; the same as in livechat/conf.py, and a test compares them. */
const LIMITS = {
  megabytes: 10,
  types: ["png", "jpg", "jpeg", "gif", "webp", "pdf", "txt", "csv", "docx", "xlsx", "odt", "ods"],
};

/**
 * Three ways to choose files: a button, pasting into a text box, and dropping onto an element. What may be sent is said
 * with the button, and stands in the page from when that is pressed until somebody goes on writing. What becomes of the
 * files is the UploadTray's business, which is loaded with the first of them, or when one is held over the element.
 *
 *   const attach = new Attach({ text, limits, icon: node, loadTray: async () => tray });
 *   form.prepend(attach.button, attach.input); form.before(attach.hint); attach.listen({ pasteIn: textarea, dropOn: node });
 *   attach.isPossible = false;
 *
 * Text keys: attach, attach_limits {n} {types}.
 */
export class Attach {
  #tray = null;
  #possible = true;

  constructor({ text, limits, icon, loadTray }) {
    Object.assign(this, { text, loadTray, limits: { ...LIMITS, ...limits } });
    const { megabytes, types } = this.limits;
    const name = text("attach");
    const limited = text("attach_limits", { n: megabytes, types: types.join(", ") });
    const about = { title: `${name}. ${limited}`, "aria-label": name, "aria-describedby": "attach-hint" };
    this.button = element("button", { type: "button", class: "attach", ...about, click: () => this.#choose() }, icon);
    this.input = element("input", { type: "file", multiple: true, hidden: true, accept: types.map((type) => `.${type}`).join() });
    this.hint = element("p", { id: "attach-hint", class: "line", hidden: true }, limited);
    this.input.addEventListener("change", () => {
      this.add([...this.input.files]);
      this.input.value = "";
    });
  }

  set isPossible(possible) {
    this.#possible = possible;
    this.button.disabled = !possible;
  }

  listen({ pasteIn, dropOn }) {
    pasteIn.addEventListener("focus", () => (this.hint.hidden = true));
    pasteIn.addEventListener("paste", (event) => {
      // A copied table has a picture of itself beside its text; then the text is meant.
      const { files, types } = event.clipboardData;
      if (this.#possible && files.length && !types.includes("text/plain")) this.#take(event, files);
    });
    dropOn.addEventListener("dragover", (event) => {
      if (!this.#possible || !event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      dropOn.classList.add("dropping");
      this.add([]); // so that the tray is there
    });
    const leave = () => dropOn.classList.remove("dropping");
    dropOn.addEventListener("dragleave", (event) => dropOn.contains(event.relatedTarget) || leave());
    dropOn.addEventListener("drop", (event) => {
      leave();
      if (this.#possible && event.dataTransfer.files.length) this.#take(event, event.dataTransfer.files);
    });
  }

  #choose() {
    this.hint.hidden = false;
    this.input.click();
  }

  async add(files) {
    this.#tray ??= this.loadTray();
    const tray = await this.#tray.catch(() => (this.#tray = null));
    files.forEach((file) => tray?.add(file));
  }

  #take(event, files) {
    event.preventDefault();
    this.add([...files]);
  }
}
