import * as Command from "../core/commands.js";
import { element } from "../ui/dom.js";
import { ratingForm } from "./rating.js";
import { transcriptForm } from "./transcript.js";

/** What follows the end of a conversation: that it is over, a rating if there is none yet, and the transcript by mail. */
export function ending({ text, chat }) {
  const offer = () => {
    const form = transcriptForm({ text, onAsk: (email) => chat.push({ type: Command.TRANSCRIPT, email }) });
    transcript.replaceWith(form);
    form.scrollIntoView({ block: "nearest" });
    form.querySelector("input").focus({ preventScroll: true });
  };
  const transcript = element("button", { type: "button", class: "secondary", click: offer }, text("transcript"));
  const over = element("p", { class: "over" }, text("ended"));
  if (chat.timeline.conversation.rating) return [over, transcript];
  return [over, ratingForm({ text, onRate: (score, comment) => chat.push({ type: Command.RATE, score, comment }) }), transcript];
}
