import { element } from "../ui/dom.js";
import { dress } from "./parts.js";

const LATER = 5000; // until it is asked again whether the visitor is busy

/**
 * The greeting comes forward beside the launcher, now that it is due: after some seconds, or when the pointer has left
 * the page by its top. Never over a form that is being filled in, and never again once it was sent away.
 *
 *   invite(host);   // <live-chat data-invitation="time|exit" data-greeting="…" data-dismiss="Dismiss">
 */
export async function invite(host) {
  const { invitation, greeting, dismiss, inviterSheet } = host.dataset;
  const isUnwanted = () => host.gone.aborted || host.memory.isAcquainted || host.shadowRoot.querySelector("dialog[open], .invitation");
  if (isUnwanted()) return;
  // Who leaves may come back and leave again; time passes once.
  if (isFilling()) return void (invitation === "time" && setTimeout(() => invite(host), LATER));
  await dress(host, inviterSheet);
  if (isUnwanted()) return;
  const over = new AbortController();
  const refuse = () => host.memory.refused.save(true);
  const end = () => {
    over.abort();
    bubble.remove();
  };
  const sendAway = () => {
    refuse();
    const hadFocus = bubble.contains(host.shadowRoot.activeElement);
    end();
    if (hadFocus) host.launcher.focus();
  };
  const bubble = makeBubble({ dismiss, onDismiss: sendAway });
  host.launcher.before(bubble);
  const words = element("button", { type: "button", class: "words", dir: "auto", click: () => host.open() }, greeting);
  // Into what is there already, so that it is read out.
  setTimeout(() => bubble.firstChild.append(words), 50);
  const { signal } = over;
  host.gone.addEventListener("abort", end, { signal });
  host.addEventListener("livechat:open", end, { signal });
  host.addEventListener("livechat:close", refuse, { signal: host.gone, once: true });
  host.tell("invitation");
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
