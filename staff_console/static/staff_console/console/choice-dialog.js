import { element } from "../../livechat/ui/dom.js";

/**
 * One of Wagtail's dialogs with a choice and a button that does it. Wagtail moves it to the end of the page.
 *
 *   <div id="livechat-transfer" class="w-dialog" …> <form>
 *     <input type="search" data-dialog="find" data-none="Nobody…"> <select name="choice"></select> <textarea name="note"></textarea>
 *     <p data-dialog="problem" role="alert"></p> <button>Transfer</button>
 *   </form></div>
 *
 *   new ChoiceDialog("livechat-transfer").ask({ choices: [{ value, label, name, group }], empty: "…", confirm: async ({ choice, note }) => {} });
 *
 * The search box, if there is one, leaves the choices whose `name` has what was typed, whatever its case or accents.
 * The dialog closes when `confirm` is done, and shows the message of what it throws.
 */
export class ChoiceDialog {
  constructor(id) {
    this.id = id;
  }

  ask({ choices, empty, confirm }) {
    const dialog = document.getElementById(this.id);
    this.form = dialog.querySelector("form");
    this.form.reset();
    this.#offer(choices, empty);
    this.form.onsubmit = (event) => this.#submitted(event, dialog, confirm);
    const find = this.form.querySelector("[data-dialog=find]");
    if (find) find.oninput = () => this.#offer(named(choices, find.value), choices.length ? find.dataset.none : empty);
    dialog.dispatchEvent(new CustomEvent("w-dialog:show"));
    (find ?? this.form.elements.choice).focus();
  }

  /** Without choices it is a text to be written. */
  #offer(choices, empty) {
    if (!choices) return this.#say("");
    this.form.elements.choice.replaceChildren(...grouped(choices));
    this.form.querySelector("button[type=submit]").disabled = !choices.length;
    this.#say(choices.length ? "" : empty);
  }

  async #submitted(event, dialog, confirm) {
    event.preventDefault();
    const { choice, note } = Object.fromEntries(new FormData(this.form));
    try {
      await confirm({ choice, note: note?.trim() || undefined });
      dialog.dispatchEvent(new CustomEvent("w-dialog:hide"));
    } catch (error) {
      this.#say(error.message);
    }
  }

  #say(words) {
    this.form.querySelector("[data-dialog=problem]").textContent = words;
  }
}

/** The options, under headings where they have a `group`. */
function grouped(choices) {
  const groups = new Map();
  for (const { value, label, group } of choices) {
    if (!groups.has(group)) groups.set(group, []);
    groups.get(group).push(element("option", { value }, label));
  }
  return [...groups].flatMap(([group, options]) => (group ? element("optgroup", { label: group }, ...options) : options));
}

function named(choices, words) {
  return choices.filter(({ name }) => plain(name).includes(plain(words)));
}

function plain(text) {
  return text.trim().normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}
