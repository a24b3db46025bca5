import { element, setText } from "./dom.js";
import { showFace } from "./face.js";
import { linkedText } from "./links.js";
import { messageRows } from "./message-rows.js";
import { Stretch } from "./stretch.js";

/** An event message in the reader's language; what there are no words for, as the server says it. */
export const eventWords = ({ data, body }, text) => text(`event_${data?.code}`, data) || body;

/**
 * Fills a list with messages and keeps it in step, touching only the lines that changed.
 *
 *   <ol aria-label="Messages" role="list" tabindex="0">
 *     <li class="message mine ends-group">
 *       <p class="day">Today</p> <p class="new">New messages</p>
 *       <p class="meta"><span class="author">Sam</span> <span class="note-mark">Note</span> <time datetime="…">14:02</time></p>
 *       <p class="body" dir="auto">Hello! How can I help?</p>
 *       <span class="avatar" aria-hidden="true">S</span>
 *       <p class="state">Not sent <button type="button">Retry</button></p>
 *     </li>
 *     <li class="message event system"><p class="body" dir="auto">Sam joined <time datetime="…">14:02</time></p></li>
 *   </ol>
 *
 *   const list = new MessageList(ol, { role: "visitor", text: (key, values) => "…", locale, unsent, bodies, pictures });
 *   // `unsent`: what can be done about a message that did not go out, `{ retry(client_id) {} }`, by the key of its button's text.
 *   // `pictures`, a Map from names to addresses: faces stand beside what others have said; none without it.
 *   list.render({ messages, sending, seen, newAfter });
 *   list.stretch; list.redraw();   // which of them are on the page, see stretch.js; a ScrollKeeper moves it
 *   list.bodies = richBodies(…);   // how files and cards look, see bodies.js; now or later, until then they are text
 *
 * Text keys: messages, you, note, today, yesterday, new_messages, erased, sending, sent, seen, not_sent, retry, refused_<code>,
 * event_<code> {…} (see eventWords).
 */
export class MessageList {
  #lines = new Map();
  #bodies;
  #view = { messages: [] };
  stretch = new Stretch();

  constructor(list, { role, text, locale, unsent, bodies = {}, pictures }) {
    Object.assign(this, { list, role, text, locale, unsent, pictures });
    this.#bodies = bodies;
    this.timeFormat = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });
    this.dayFormat = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" });
  }

  set bodies(bodies) {
    this.#bodies = bodies;
    for (const line of this.#lines.values()) if (line.message.kind in bodies) line.looks = null;
  }

  render(view) {
    this.#view = view;
    this.redraw();
  }

  redraw() {
    const messages = this.stretch.of(this.#view.messages);
    const rows = messageRows({ ...this.#view, messages, isCut: this.stretch.after > 0 }, this.role);
    const kept = new Set(rows.map(({ key }) => key));
    for (const [key, line] of this.#lines) if (!kept.has(key)) this.#forget(key, line);
    let place = this.list.firstElementChild;
    for (const row of rows) {
      const { node } = this.#line(row);
      if (node === place) place = place.nextElementSibling;
      else this.list.insertBefore(node, place);
    }
  }

  #forget(key, { node }) {
    node.remove();
    this.#lines.delete(key);
  }

  #line(row) {
    const picture = this.pictures?.get(row.message.author.name);
    const looks = [row.day?.getTime(), row.isFirstNew, row.startsGroup, row.endsGroup, row.state, picture].join();
    const line = this.#lines.get(row.key) ?? { node: element("li") };
    if (line.message !== row.message || line.looks !== looks) {
      const hadFocus = line.node.contains(line.node.getRootNode().activeElement);
      this.#fill(line.node, row);
      if (hadFocus) this.list.focus();
      Object.assign(line, { message: row.message, looks });
      this.#lines.set(row.key, line);
    }
    return line;
  }

  #fill(node, row) {
    const { message, mine, startsGroup, endsGroup } = row;
    const classes = { mine, "starts-group": startsGroup, "ends-group": endsGroup };
    const names = Object.keys(classes).filter((name) => classes[name]);
    node.className = ["message", message.kind, message.author.role, ...names].join(" ");
    const parts = message.kind === "event" ? [this.#event(row)] : [this.#meta(row), this.#body(message), ...this.#face(row), ...this.#state(row)];
    node.replaceChildren(...this.#dividers(row), ...parts);
  }

  #dividers({ day, isFirstNew }) {
    const dividers = [];
    if (day) dividers.push(element("p", { class: "day" }, this.#dayName(day)));
    if (isFirstNew) dividers.push(element("p", { class: "new" }, this.text("new_messages")));
    return dividers;
  }

  #dayName(day) {
    const daysAgo = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(day).setHours(0, 0, 0, 0)) / 86_400_000);
    if (daysAgo === 0) return this.text("today");
    return daysAgo === 1 ? this.text("yesterday") : this.dayFormat.format(day);
  }

  #meta({ message, mine, time }) {
    const name = mine && this.role === "visitor" ? this.text("you") : message.author.name;
    const meta = element("p", { class: "meta" }, element("span", { class: "author" }, name), " ");
    if (message.kind === "note") meta.append(element("span", { class: "note-mark" }, this.text("note")), " ");
    meta.append(element("time", { datetime: time.toISOString() }, this.timeFormat.format(time)));
    return meta;
  }

  #event({ message, time }) {
    const clock = element("time", { datetime: time.toISOString() }, this.timeFormat.format(time));
    return element("p", { class: "body", dir: "auto" }, eventWords(message, this.text), " ", clock);
  }

  #body(message) {
    const { body, kind } = message;
    const rich = body && this.#bodies[kind]?.(message);
    if (rich) return rich;
    return element("p", { class: "body", dir: "auto" }, ...(body ? linkedText(body) : [this.text("erased")]));
  }

  #face({ message, mine, endsGroup }) {
    if (!this.pictures || mine || !endsGroup) return [];
    const { name } = message.author;
    const face = element("span", { class: "avatar", "aria-hidden": "true" });
    showFace(face, name, this.pictures.get(name));
    return [face];
  }

  #state({ state, message }) {
    if (!state) return [];
    const isUnsent = state === "late" || state === "failed";
    const line = element("p", { class: `state ${state}` });
    setText(line, this.text(isUnsent ? "not_sent" : state));
    if (isUnsent) {
      const reason = message.code && this.text(`refused_${message.code}`);
      if (reason) line.append(". ", reason);
      for (const key in this.unsent) line.append(" ", element("button", { type: "button", class: "retry", click: () => this.unsent[key](message.client_id) }, this.text(key)));
    }
    return [line];
  }
}
