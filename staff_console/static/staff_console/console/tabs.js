import { setText } from "../../livechat/ui/dom.js";

/**
 * The views of the inbox as links, the current one marked, some with a number.
 *
 *   <nav> <a data-view="mine" href="/admin/chat/?view=mine">Mine <span></span></a> … </nav>
 *
 *   const tabs = new Tabs(nav, { place, counts: { waiting: 2, mine: 1 } });
 *   tabs.count({ waiting: 3 }); tabs.render();
 */
export class Tabs {
  constructor(nav, { place, counts }) {
    Object.assign(this, { place, counts, tabs: [...nav.querySelectorAll("a")] });
  }

  /** What is not given stays as it was. */
  count(counts) {
    for (const [view, count] of Object.entries(counts)) if (count !== undefined) this.counts[view] = count;
  }

  render() {
    for (const tab of this.tabs) {
      const { view } = tab.dataset;
      tab.href = this.place.viewAddress(view);
      const isCurrent = view === this.place.view && !this.place.query;
      if (isCurrent) tab.setAttribute("aria-current", "page");
      else tab.removeAttribute("aria-current");
      setText(tab.lastElementChild, this.counts[view] ? String(this.counts[view]) : "");
    }
  }
}
