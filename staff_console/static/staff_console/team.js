import { element } from "../livechat/ui/dom.js";
import { ConsoleApi } from "./console/api.js";
import { ChoiceDialog } from "./console/choice-dialog.js";
import { icon } from "./console/icons.js";
import { Times } from "./console/times.js";
import { wordsFrom } from "./console/words.js";

const AT_LEAST_EVERY = 15_000;
const AT_MOST_EVERY = 1000;
const AVAILABILITY = ["online", "away", "offline"];

/**
 * The page "Team": who is here with what load, what waits in which department; up to date by itself.
 *
 *   <div data-controller="livechat-team" data-action="livechat:waiting@document->livechat-team#ask" data-livechat-team-index-value="/admin/chat/">
 *     <script type="application/json" id="livechat-team-start">…</script> <script type="application/json" id="livechat-team-texts">…</script>
 *     <dl data-livechat-team-target="numbers"></dl>
 *     <table> <tbody data-livechat-team-target="departments"></tbody> </table>
 *     <table> <tbody data-livechat-team-target="people"></tbody> </table>
 *     <div id="livechat-capacity" class="w-dialog" …> <form> <input type="number" name="choice"> … </form> </div> see ChoiceDialog
 *   </div>
 */
class TeamController extends window.StimulusModule.Controller {
  static targets = ["numbers", "departments", "people"];
  static values = { index: String };

  connect() {
    const locale = document.documentElement.lang || undefined;
    const read = (name) => JSON.parse(document.getElementById(`livechat-team-${name}`).textContent);
    this.text = wordsFrom(read("texts"), locale);
    this.times = new Times(locale);
    this.api = new ConsoleApi(this.indexValue);
    this.draw(read("start"));
    this.timer = setInterval(() => this.ask(), AT_LEAST_EVERY);
  }

  disconnect() {
    clearInterval(this.timer);
    clearTimeout(this.asking);
  }

  ask() {
    if (!this.api || document.hidden) return;
    this.asking ??= setTimeout(async () => {
      const now = await this.api.team().catch(() => null);
      this.asking = null;
      if (now) this.draw(now);
    }, AT_MOST_EVERY);
  }

  draw({ departments, people }) {
    const inOrder = people.sort((one, other) => AVAILABILITY.indexOf(one.availability) - AVAILABILITY.indexOf(other.availability) || other.load - one.load);
    this.#fill(this.numbersTarget, this.#numbers(departments, people));
    this.#fill(this.departmentsTarget, departments.map((each) => this.#department(each)));
    this.#fill(this.peopleTarget, inOrder.map((each) => this.#person(each)));
  }

  /** Whoever is on a link or button stays there. */
  #fill(place, rows) {
    const { activeElement: on } = document;
    const same = place.contains(on) && (on.dataset.person ? `[data-person="${CSS.escape(on.dataset.person)}"]` : `a[href="${on.getAttribute("href")}"]`);
    place.replaceChildren(...rows);
    if (same) place.querySelector(same)?.focus();
  }

  #numbers(departments, people) {
    const sum = (name) => departments.reduce((total, each) => total + each[name], 0);
    const oldest = departments.map(({ oldest: since }) => since).filter(Boolean).sort()[0];
    const online = people.filter(({ availability }) => availability === "online").length;
    const values = { waiting: sum("waiting"), oldest: this.#since(oldest), open: sum("open"), online };
    return Object.entries(values).map(([name, value]) => element("div", {}, element("dt", {}, this.text(`team_${name}`)), element("dd", {}, String(value))));
  }

  #department({ slug, name, waiting, oldest, open }) {
    const address = (view) => `${this.indexValue}?view=${view}&department=${encodeURIComponent(slug)}`;
    return element("tr", {}, this.#title(name, address("all")), this.#number(waiting, address("waiting")), this.#cell(this.#since(oldest)), this.#number(open, address("inbox")));
  }

  #person(person) {
    const { id, name, availability, unanswered, oldest } = person;
    const address = `${this.indexValue}?assignee=${encodeURIComponent(id)}`;
    const state = element("span", { class: `livechat-state livechat-state--${availability}` }, this.text(`availability_${availability}`));
    return element("tr", {}, this.#title(name, address), this.#cell(state), this.#load(person, address), this.#cell(String(unanswered)), this.#cell(this.#since(oldest)));
  }

  /** "2 of 5", and the way to another number. */
  #load(person, address) {
    const { id, name, load, limit } = person;
    const words = element("a", { href: address }, this.text("load", { n: load, limit }));
    const bar = element("meter", { class: "livechat-load__bar", max: Math.max(limit, 1), value: Math.min(load, limit), "aria-hidden": "true" });
    const full = load >= limit ? [element("span", { class: "w-status w-status--label" }, this.text("load_full"))] : [];
    const about = { type: "button", class: "livechat-load__change", "data-person": id, "aria-label": this.text("capacity_of", { name }) };
    const change = element("button", { ...about, click: () => this.#askCapacity(person) }, icon("edit"));
    return this.#cell(element("div", { class: "livechat-load" }, words, bar, ...full, change));
  }

  #askCapacity({ id, name, capacity, usual }) {
    const dialog = new ChoiceDialog("livechat-capacity");
    const confirm = async ({ choice }) => this.draw(await this.#setCapacity(id, choice === "" ? null : Number(choice)));
    dialog.ask({ confirm });
    const form = document.querySelector("#livechat-capacity form");
    form.elements.choice.value = capacity ?? "";
    form.querySelector("[data-capacity=usual]").textContent = this.text("capacity_usual", { name, n: usual });
    // The row has been drawn anew meanwhile.
    const back = () => this.peopleTarget.querySelector(`[data-person="${CSS.escape(id)}"]`)?.focus();
    document.getElementById("livechat-capacity").addEventListener("w-dialog:hidden", () => queueMicrotask(back), { once: true });
  }

  #setCapacity(id, capacity) {
    return this.api.setCapacity(id, capacity).catch(({ code, message }) => {
      throw new Error(this.text(`refused_${code}`) || message);
    });
  }

  #title(words, href) {
    return element("td", { class: "title" }, element("div", { class: "title-wrapper" }, element("a", { href, dir: "auto" }, words)));
  }

  #number(value, href) {
    return this.#cell(value ? element("a", { href }, String(value)) : "0");
  }

  #cell(content) {
    return element("td", {}, content);
  }

  #since(iso) {
    return iso ? this.times.sinceOrNow(iso) : "–";
  }
}

window.wagtail.app.register("livechat-team", TeamController);
