/**
 * The page editor's Live chat panel: says what the chosen mode and department mean, and shows the
 * fields that go with it only where chat is on.
 *
 * <div data-controller="livechat-page-choice" data-action="change->livechat-page-choice#tell">
 *   <input type="radio" data-livechat-page-choice-target="mode">
 *   <p data-livechat-page-choice-target="sentence" data-on="true">
 *     <span data-livechat-page-choice-target="inherited">…</span>
 *     <span data-livechat-page-choice-target="own"><strong data-livechat-page-choice-target="name"></strong></span>
 *   </p>
 *   <div data-livechat-page-choice-target="details"><select data-livechat-page-choice-target="department"></div>
 * </div>
 *
 * The seconds of an invitation show where it waits for them. Modes and sentences come in the same order. Fields that are hidden keep their values.
 */
class PageChoice extends window.StimulusModule.Controller {
  static targets = ["mode", "sentence", "inherited", "own", "name", "details", "department"];

  connect() {
    this.tell();
  }

  tell() {
    const chosen = this.modeTargets.findIndex((mode) => mode.checked);
    this.sentenceTargets.forEach((sentence, index) => {
      sentence.hidden = index !== chosen;
    });
    this.detailsTarget.hidden = this.sentenceTargets[chosen]?.dataset.on !== "true";
    this.tellDepartment(this.departmentTarget.selectedOptions[0]);
    this.tellInvitation();
  }

  tellInvitation() {
    const field = (name) => this.detailsTarget.querySelector(`[name$="-${name}"]`);
    const seconds = field("invitation_after")?.closest(".w-panel__wrapper");
    if (seconds) seconds.hidden = field("invitation").value !== "time";
  }

  tellDepartment(option) {
    const own = Boolean(option?.value) && !option.dataset.inactive;
    this.ownTargets.forEach((part) => { part.hidden = !own; });
    this.inheritedTargets.forEach((part) => { part.hidden = own; });
    this.nameTargets.forEach((name) => { name.textContent = own ? option.text : ""; });
  }
}

window.wagtail.app.register("livechat-page-choice", PageChoice);
