import * as Command from "../core/commands.js";
import { element, setText } from "../ui/dom.js";

/**
 * Taking consent back, as easily as it was given: below the conversation while there is one, saying what it does before
 * it is done.
 *
 *   <details class="withdrawal"><summary>Withdraw consent</summary> <p>…</p> <button>Withdraw consent</button></details>
 */
export function showWithdrawal(view) {
  const { timeline } = view.chat;
  if (Boolean(timeline.conversation?.consented) === Boolean(view.withdrawal)) return;
  if (!view.withdrawal) return void view.node.append((view.withdrawal = offer(view)));
  const hadFocus = view.withdrawal.contains(view.node.getRootNode().activeElement);
  view.withdrawal.remove();
  view.withdrawal = null;
  if (hadFocus) view.focus();
}

function offer({ text, chat }) {
  const problem = element("p", { class: "problem", role: "alert" });
  const withdraw = () => {
    setText(problem, "");
    chat.push({ type: Command.WITHDRAW }).catch(() => setText(problem, text("refused")));
  };
  return element(
    "details",
    { class: "withdrawal" },
    element("summary", {}, text("withdraw")),
    element("p", {}, text("withdraw_hint")),
    problem,
    element("button", { type: "button", class: "secondary", click: withdraw }, text("withdraw")),
  );
}
