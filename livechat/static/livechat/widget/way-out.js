import { trimBody } from "../core/protocol.js";
import { element } from "../ui/dom.js";
import { slot } from "./memory.js";

const PATIENCE = 3000; // shorter interruptions are nobody's business
const SELDOM = 12_000;

/**
 * Scripts run, but nothing that they ask is answered: blocked, perhaps for good. As long as that is so the open panel
 * says it, and leads to the same place without scripts (A11Y-25), where the forms then stay.
 *
 *   <p class="way-out">The chat cannot be reached … <a href="/livechat/?page=3">Use the simple page instead</a></p>
 */
export async function offerWayOut(widget) {
  if (widget.wayOut) return;
  const { host, http, panel, text, announcer } = widget;
  const link = element("a", { click: () => keepFields(link, widget) }, text("plain_page"));
  widget.wayOut = element("p", { class: "way-out" }, text("unreachable"), " ", link);
  if (isAboveForms(widget)) return handOver(widget);
  for (let pause = PATIENCE; ; pause = Math.min(2 * pause, SELDOM)) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (!panel.isOpen || host.gone.aborted || (await isReached(widget))) break;
    const id = widget.talk?.chat.id;
    link.href = id ? `${http.base}conversations/${id}/` : host.link.href;
    // Offline is another matter, and the page would not come either.
    if (!navigator.onLine) widget.wayOut.remove();
    else if (!widget.wayOut.isConnected) {
      panel.body.before(widget.wayOut);
      announcer.say(text("unreachable"));
    }
  }
  widget.wayOut.remove();
  widget.wayOut = null;
}

/** On the chat's own page, which came while nothing else does. */
function isAboveForms({ host, availability, talk }) {
  return host.dataset.full !== undefined && availability.chat === undefined && !talk?.chat.timeline.conversation;
}

async function isReached({ talk, http, host }) {
  if (talk?.chat.id && !talk.chat.inTrouble) return true;
  return http.availability(host.dataset.page).then(() => true, ({ code }) => code !== "disconnected");
}

/**
 * The widget leaves the page to its forms: what was written and not sent stands in them, and what is changed there is
 * kept as it is in the widget.
 */
export function handOver({ host, memory, talk }, page = document) {
  host.remove();
  const box = page.querySelector("textarea[name=body]");
  if (!box) return; // The chat has ended.
  const unsent = memory.outbox.load();
  const fields = { ...unsent[0]?.start, ...fieldsIn(memory).load() };
  fieldsIn(memory).save(null);
  memory.outbox.save([]);
  talk?.chat.outbox.clear();
  const draft = [...unsent.map(({ body }) => body), memory.draft.load()].filter(Boolean).join("\n");
  // A form has sent it.
  const said = [...page.querySelectorAll(".visitor .body")].at(-1)?.textContent;
  if (!box.value && trimBody(draft) !== trimBody(said ?? "")) box.value = draft;
  for (const input of page.querySelectorAll("input[name=name], input[name=email]")) input.value ||= fields[input.name] ?? "";
  const keep = () => memory.draft.save(box.value);
  box.addEventListener("input", keep);
  keep();
}

const fieldsIn = ({ key }) => slot("sessionStorage", `${key}:fields`);

function keepFields(link, { panel, memory }) {
  const inputs = [...panel.body.querySelectorAll("input[name=name], input[name=email]")];
  const fields = fieldsIn(memory);
  fields.save(Object.fromEntries(inputs.map(({ name, value }) => [name, value])));
  // Where nothing is kept, what was written stays in this tab.
  link.target = fields.load() ? "" : "_blank";
}
