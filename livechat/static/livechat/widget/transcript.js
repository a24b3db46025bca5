import { element, setText } from "../ui/dom.js";

/** A question for an address after the end; `onAsk(email)` answers with a promise. */
export function transcriptForm({ text, onAsk }) {
  const email = element("input", { id: "transcript", type: "email", required: true, autocomplete: "email", maxlength: 254 });
  const problem = element("p", { class: "problem", role: "alert" });
  const form = element(
    "form",
    { class: "transcript" },
    element("label", { for: "transcript" }, text("your_email")),
    email,
    problem,
    element("button", { class: "secondary" }, text("transcript")),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    setText(problem, "");
    try {
      await onAsk(email.value.trim());
      const done = element("p", { role: "status", tabindex: "-1" }, text("transcript_sent"));
      form.replaceWith(done);
      done.focus();
    } catch ({ code }) {
      setText(problem, text(code === "rate_limited" ? "transcript_limit" : "refused"));
    }
  });
  return form;
}
