/**
 * Makes one of Wagtail's choosers work without a script in the page.
 *
 * <div id="id_person-chooser" class="chooser blank">…</div>
 * <input type="hidden" id="id_person" data-controller="livechat-chooser" data-livechat-chooser-options-value='{"modalUrl": "…"}'>
 */
class LivechatChooser extends window.StimulusModule.Controller {
  static values = { options: Object };

  connect() {
    this.chooser ??= new window.Chooser(this.element.id, this.optionsValue);
  }
}

window.wagtail.app.register("livechat-chooser", LivechatChooser);
