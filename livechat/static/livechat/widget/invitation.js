import { element } from "../ui/dom.js";
import { dress } from "./parts.js";

const LATER = 5000; // until it is asked again whether the visitor is busy

/**
 * The greeting comes forward by itself beside the launcher: after some seconds, or when the pointer leaves the page
 * by its top. Never over a form that is being filled in, and never again in this session once it was dismissed.
 *
 *   invite(host);   // <live-chat data-invitation="time|exit" data-after="20" data-greeting="…" data-dismiss="Dismiss">
 */
export function invite(host, { clock = globalThis } = {}) {
  const { invitation, after, greeting, dismiss } = host.dataset;
  const over = new AbortController();
  let bubble = null;

  const end = () => {
    over.abort();
    bubble?.remove();
  };
  const refuse = () => {
    host.memory.refused.save(true);
    const hadFocus = bubble?.contains(host.shadowRoot.activeElement);
    end();
    if (hadFocus) host.launcher.focus();
  };
  const show = async () => {
    if (bubble || over.signal.aborted) return;
    if (isFilling()) return void clock.setTimeout(show, LATER);
    await dress(host, host.dataset.inviterSheet);
    if (bubble || over.signal.aborted) return;
    bubble = makeBubble({ dismiss, onDismiss: refuse });
    host.launcher.before(bubble);
    const words = element("button", { type: "button", class: "words", dir: "auto", click: () => host.open() }, greeting);
    // Into what is there already, so that it is read out.
    clock.setTimeout(() => bubble.firstChild.append(words), 50);
    host.tell("invitation");
  };

  const { signal } = over;
  host.gone.addEventListener("abort", end, { signal });
  host.addEventListener("livechat:open", end, { signal });
  host.addEventListener("livechat:close", () => host.memory.refused.save(true), { signal: host.gone });
  if (invitation === "time") clock.setTimeout(show, after * 1000);
  else document.documentElement.addEventListener("mouseleave", ({ clientY }) => clientY <= 0 && show(), { signal });
}

function makeBubble({ dismiss, onDismiss }) {
  const words = element("div", { role: "status" });
  const close = { type: "button", class: "dismiss", title: dismiss, "aria-label": dismiss, click: onDismiss };
  const bubble = element("div", { class: "invitation" }, words, element("button", close, element("span", { "aria-hidden": "true" }, "×")));
  bubble.addEventListener("keydown", (event) => event.key === "Escape" && onDismiss());
  return bubble;
}

/** Whether somebody is at a form, or has begun one that is not sent. */
export function isFilling(page = document) {
  const active = page.activeElement;
  if (active?.isContentEditable || active?.matches("input, textarea, select")) return true;
  return [...page.forms].some((form) => [...form.elements].some(isTouched));
}

function isTouched(field) {
  if (field.type === "hidden") return false;
  if (field.options) return [...field.options].some((option) => option.selected !== option.defaultSelected && option.index > 0);
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  return "defaultValue" in field && field.value !== field.defaultValue;
}
