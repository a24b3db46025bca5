import { systemClock } from "../../livechat/core/clock.js";

const STAYS = 60_000; // the server names everybody again every 20 s

/**
 * Which colleagues have the open conversation open, too.
 *
 *   const watchers = new Watchers({ me: "7", onChange, clock });
 *   watchers.apply({ staff: { id: "9", name: "Mona" }, on: true });
 *   watchers.names
 */
export class Watchers {
  #people = new Map();

  constructor({ me, onChange, clock = systemClock }) {
    Object.assign(this, { me, onChange, clock });
  }

  get names() {
    return [...this.#people.values()].map(({ name }) => name);
  }

  apply({ staff: { id, name }, on }) {
    if (id === this.me) return;
    this.#people.get(id)?.cancel();
    this.#people.delete(id);
    if (on) {
      const cancel = this.clock.after(STAYS, () => this.apply({ staff: { id, name }, on: false }));
      this.#people.set(id, { name, cancel });
    }
    this.onChange();
  }

  clear() {
    for (const { cancel } of this.#people.values()) cancel();
    this.#people.clear();
  }
}
