/**
 * The details where there is no room beside the conversation: in Wagtail's side panel, which Wagtail's own script opens and
 * closes. What opens it takes the focus along, what closes it brings it back.
 *
 *   <button data-side-panel-toggle="details"> … <aside data-form-side tabindex="-1"> <div data-side-panel="details">
 *
 *   const panel = new SidePanel(aside, button);
 *   panel.enter();    // opens it, if it has to be opened
 *   panel.close();    // true if it was open
 */
export class SidePanel {
  constructor(aside, toggle) {
    Object.assign(this, { aside, toggle });
    this.body = aside.querySelector("[data-side-panel]");
    this.body.addEventListener("show", () => aside.focus());
  }

  get isOpen() {
    return this.isFolded && this.aside.classList.contains("form-side--open");
  }

  /** No room beside the conversation. */
  get isFolded() {
    return this.toggle.checkVisibility();
  }

  enter() {
    if (!this.isFolded || this.isOpen) return this.aside.focus();
    this.body.hidden = true; // for half a second after it was closed, Wagtail's script takes it for open
    this.toggle.click();
  }

  close() {
    if (!this.isOpen) return false;
    this.aside.querySelector("[data-form-side-close-button]").click();
    return true;
  }
}
