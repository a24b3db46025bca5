import { ChatHttp } from "../core/http.js";
import { Announcer } from "../ui/announcer.js";
import { element } from "../ui/dom.js";
import { Panel } from "./panel.js";
import { dress, load } from "./parts.js";
import { StartForm } from "./start-form.js";
import { textIn } from "./strings.js";
import { Talk } from "./talk.js";

/** Puts the chat behind the launcher of a <live-chat> element; answers when the chat has its looks. */
export async function mount(host) {
  const widget = new Widget(host);
  // What a start asks for is known before it is seen, so that nothing moves. Within reason.
  const known = host.memory.hasStarted || Promise.race([widget.lookAround(), new Promise((done) => setTimeout(done, 1000))]);
  await Promise.all([dress(host, host.dataset.sheet), known]);
  widget.recall();
  return widget;
}

/** The panel and what is in it: the start form, or the talk. */
class Widget {
  talk = null;
  #view = null;
  #later = null;

  constructor(host) {
    this.host = host;
    this.memory = host.memory;
    this.locale = localeOf(host);
    this.text = textIn(this.locale, JSON.parse(host.dataset.strings || "{}"));
    this.http = new ChatHttp(host.dataset.base);
    this.http.onLost = () => this.later().then(({ offerWayOut }) => offerWayOut(this), () => {});
    this.later = () => (this.#later ??= this.#loadLater());
    this.availability = {};
    this.panel = new Panel({ text: this.text, onClose: () => this.close(), ...this.#talkButtons() });
    this.announcer = this.#makeAnnouncer();
    host.region.append(this.panel.dialog);
    host.region.addEventListener("keydown", (event) => this.#pressed(event));
    host.launcher.setAttribute("aria-controls", "panel");
    this.showStart();
  }

  async #loadLater() {
    try {
      const { later, laterSheet } = this.host.dataset;
      const [parts] = await Promise.all([load(later), dress(this.host, laterSheet)]);
      this.text.add(parts.WORDS);
      return parts;
    } catch (error) {
      this.#later = null; // to be tried again
      throw error;
    }
  }

  #talkButtons() {
    return { onEnd: () => this.talk.end(), onSound: () => this.talk.switchSound() };
  }

  open() {
    this.opener = document.activeElement;
    if (!this.panel.isOpen) this.#show();
    this.#view.focus();
  }

  /** Opens with `words` in the box, unless something else is in it. */
  write(words) {
    this.open();
    this.#view.composer.text ||= `${words}`;
  }

  /** The page became another without being loaded anew. */
  visited() {
    this.lookAround();
    this.talk?.visited();
  }

  /** The element is gone from the page. */
  leave() {
    this.talk?.chat.pause();
  }

  close() {
    if (!this.panel.isOpen) return;
    const { back } = this.host.dataset;
    if (back) return void (location.pathname = back); // a path of this site, whoever wrote it
    this.panel.hide();
    this.memory.open.save(null);
    this.#told("close");
    // A site that hides the launcher has something else to open the chat with.
    (this.host.dataset.launcher ? this.opener : this.host.launcher)?.focus();
  }

  /** Takes up what this or another tab has started. */
  recall() {
    if (!this.talk && !this.memory.hasStarted) return;
    this.talk ??= new Talk(this);
    this.talk.recall();
    // On a narrow screen it would cover the page that was just asked for.
    if (this.memory.open.load() && this.talk.hasStarted && !this.panel.isSheet && !this.panel.isOpen) this.#show();
  }

  showTalk() {
    this.#put(this.talk.view);
    if (this.panel.isOpen) this.memory.open.save(true);
  }

  /** With a complaint, if a start was refused; its text is in the form again. */
  showStart(complaint = "") {
    const form = new StartForm({
      ...{ text: this.text, locale: this.locale, later: this.later, store: this.memory.draft },
      onStart: (body, details) => this.#start(body, details),
      onChoose: (desk) => {
        Object.assign(this.availability, { opens_at: undefined }, desk, { department: desk });
        this.#prepare();
      },
    });
    this.#put(form);
    this.#prepare();
    form.complain(complaint);
    if (!this.panel.isOpen) return;
    this.memory.open.save(null);
    this.lookAround();
    this.#findEarlier({ adopt: false });
  }

  #put(view) {
    if (view === this.#view) return;
    const { hasFocus } = this.panel;
    this.#view = view;
    this.panel.body.replaceChildren(view.node);
    if (hasFocus) view.focus();
  }

  #show() {
    this.panel.show();
    if (this.talk?.hasStarted) this.memory.open.save(true);
    this.#told("open");
    this.lookAround();
    this.#findEarlier({ adopt: true });
  }

  #told(what) {
    this.host.launcher.setAttribute("aria-expanded", String(this.panel.isOpen));
    this.host.tell(what);
    this.talk?.panelMoved();
  }

  async lookAround() {
    this.availability = await this.http.availability(this.host.dataset.page).catch(() => this.availability);
    this.#prepare();
  }

  /** Adopts a conversation that goes on, though this browser has lost its note of it; offers those that are over. */
  async #findEarlier({ adopt }) {
    if (this.memory.hasStarted) return;
    const { conversations, visitor } = await this.http.conversations().catch(() => ({ conversations: [] }));
    const current = adopt && conversations.find(({ status }) => status !== "closed");
    if (this.memory.hasStarted) return;
    if (current) return this.#goOn(current.id);
    if (visitor) this.#view.know(visitor);
    if (!conversations.length) return;
    const { text, locale } = this;
    const { earlierChats } = await this.later().catch(() => ({}));
    if (!earlierChats || this.memory.hasStarted) return;
    this.#view.offer(earlierChats({ text, locale, conversations, onChoose: (id) => this.#goOn(id) }));
  }

  #goOn(id) {
    this.memory.conversation.save({ id });
    this.recall();
  }

  #prepare() {
    if (this.talk?.hasStarted) return this.talk.drawSoon();
    const { department, online, opens_at } = this.availability;
    const isOnline = online && opens_at === undefined;
    this.panel.describe({ title: department?.name ?? this.text("chat"), isOnline, canEnd: false });
    this.#view.prepare({ chat: true, ...this.availability });
  }

  #start(body, details) {
    this.talk ??= new Talk(this);
    this.memory.draft.save(null); // or the talk would begin with it in its box
    this.memory.met.save(true);
    this.talk.start(body, { ...details, context: this.host.context });
  }

  #makeAnnouncer() {
    const polite = element("div", { class: "hidden", "aria-live": "polite" });
    const urgent = element("div", { class: "hidden", role: "alert" });
    this.host.region.append(polite, urgent);
    return new Announcer(polite, urgent, { text: this.text });
  }

  #pressed(event) {
    if (event.key !== "Escape" || event.isComposing || !this.panel.isOpen || this.host.dataset.back) return;
    event.preventDefault();
    this.close();
  }
}

/** The language around the element, unless it is one that no browser knows. */
function localeOf(host) {
  try {
    return Intl.getCanonicalLocales(host.closest("[lang]")?.lang)[0];
  } catch {
    return undefined;
  }
}
