/**
 * The regions of the console, to jump between by key: those that are shown, round and round.
 *
 *   const regions = new Regions([{ place: () => node, enter(), leave?() }, …]);   // `place` may give null
 *   regions.step(1); regions.step(-1);
 */
export class Regions {
  constructor(regions) {
    this.regions = regions;
  }

  step(by) {
    const shown = this.regions.filter((region) => region.place()?.checkVisibility());
    if (!shown.length) return;
    const here = shown.findIndex(({ place }) => place()?.contains(document.activeElement));
    const next = here < 0 ? (by > 0 ? 0 : -1) : (here + by) % shown.length;
    shown[here]?.leave?.();
    shown.at(next).enter();
  }
}
