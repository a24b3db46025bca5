import { element } from "../ui/dom.js";

/** Five labelled choices and an optional sentence; `onRate(score, comment)` answers with a promise. */
export function ratingForm({ text, onRate }) {
  const choices = [1, 2, 3, 4, 5].map((score) => {
    const radio = element("input", { type: "radio", name: "score", value: score, required: true });
    return element("label", { class: "choice" }, radio, element("span", {}, text(`rating_${score}`)));
  });
  const group = { role: "radiogroup", class: "choices", "aria-label": text("rating") };
  const comment = element("textarea", { id: "comment", rows: "2", maxlength: 1000 });
  const problem = element("p", { class: "problem", role: "alert" });
  const form = element(
    "form",
    { class: "rating" },
    element("p", {}, text("rating_question")),
    element("div", group, ...choices),
    element("label", { for: "comment" }, text("comment"), " ", element("span", { class: "hint" }, text("optional"))),
    comment,
    problem,
    element("button", { class: "secondary" }, text("send_rating")),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await onRate(Number(new FormData(form).get("score")), comment.value.trim());
      const thanks = element("p", { class: "thanks", role: "status", tabindex: "-1" }, text("rating_thanks"));
      form.replaceWith(thanks);
      thanks.focus();
    } catch {
      problem.textContent = text("refused");
    }
  });
  return form;
}
