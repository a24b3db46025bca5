import { systemClock } from "../../livechat/core/clock.js";

const AFTER = 3000; // shorter interruptions are nobody's business

/**
 * Whether the connection has been away long enough to be spoken of.
 *
 *   const trouble = new Trouble({ isWell: () => true, onChange, clock });
 *   trouble.check();   // at every change of what isWell asks
 *   trouble.isOn
 */
export class Trouble {
  isOn = false;
  #cancel = null;

  constructor({ isWell, onChange, clock = systemClock }) {
    Object.assign(this, { isWell, onChange, clock });
  }

  check() {
    if (this.isWell()) this.#become(false);
    else this.#cancel ??= this.clock.after(AFTER, () => this.#become(!this.isWell()));
  }

  #become(isOn) {
    this.#cancel?.();
    this.#cancel = null;
    if (isOn === this.isOn) return;
    this.isOn = isOn;
    this.onChange();
  }
}
