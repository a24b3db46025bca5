/**
 * Which conversations are chosen for one action on all of them.
 *
 *   const selection = new Selection({ onChange });
 *   selection.begin(); selection.toggle(id); selection.end();
 *   selection.isOn, selection.ids
 */
export class Selection {
  isOn = false;
  #chosen = new Set();

  constructor({ onChange }) {
    this.onChange = onChange;
  }

  get ids() {
    return [...this.#chosen];
  }

  has(id) {
    return this.#chosen.has(id);
  }

  begin() {
    this.isOn = true;
    this.onChange();
  }

  end() {
    this.isOn = false;
    this.#chosen.clear();
    this.onChange();
  }

  toggle(id, isChosen = !this.#chosen.has(id)) {
    this.isOn = true;
    if (isChosen) this.#chosen.add(id);
    else this.#chosen.delete(id);
    this.onChange();
  }

  all(ids) {
    this.#chosen = new Set(ids);
    this.onChange();
  }

  /** What is no longer in the list cannot be seen to be chosen. */
  keepTo(ids) {
    const shown = new Set(ids);
    for (const id of this.#chosen) if (!shown.has(id)) this.#chosen.delete(id);
  }
}
