import { BulkBar } from "./bulk-bar.js";
import { FilterBar } from "./filter-bar.js";
import { InboxList } from "./inbox-list.js";
import { Selection } from "./selection.js";
import { Tabs } from "./tabs.js";

/**
 * The side of the console with the conversations: views, filters, the list, and acting on many of them.
 *
 *   <section> <nav data-pane="tabs">…</nav> <div data-pane="filters">…</div> <div data-pane="list">…</div>
 *     <div data-pane="bulk">…</div> <button data-pane="select">Select</button> </section>
 *
 *   const pane = new InboxPane(section, { start, api, desk, place, text, times, locale, onGo(href), onChange, say(words), undo(words, act) });
 *   pane.render(); pane.reset();
 *   pane.tabs, pane.list
 */
export class InboxPane {
  constructor(section, { start, api, desk, place, text, times, locale, onGo, onChange, say, undo }) {
    Object.assign(this, { section, desk, place, shown: null });
    const part = (name) => section.querySelector(`[data-pane=${name}]`);
    const colleagues = () => desk.colleagues();
    this.selection = new Selection({ onChange });
    this.tabs = new Tabs(part("tabs"), { place, counts: { waiting: start.waiting.count, mine: start.mine, mentions: start.mentions } });
    this.list = new InboxList(part("list"), {
      ...{ text, times, locale, me: desk.me.id, selection: this.selection },
      address: (id) => place.address(id),
      onRelease: onChange,
      onEnd: () => desk.listing.loadMore(),
    });
    this.filters = new FilterBar(part("filters"), {
      ...{ api, place, text, locale, departments: desk.departments, saved: start.filters, colleagues, onGo },
    });
    this.bulk = new BulkBar(part("bulk"), {
      ...{ api, text, colleagues, say, undo, selection: this.selection, toggle: part("select") },
      shown: () => this.list.ids,
    });
  }

  /** See Regions. */
  get region() {
    const { list, section } = this;
    const enter = () => list.focus(this.desk.opened?.id) || list.focus(list.ids[0]) || section.querySelector("a").focus();
    return { place: () => section, enter };
  }

  render() {
    const { inbox, opened, failed, listing, isStopped } = this.desk;
    this.tabs.render();
    this.filters.render(inbox);
    this.list.render(inbox, { opened: opened?.id, failed });
    this.selection.keepTo(this.list.ids);
    this.list.renderEnds(inbox, { isLoading: listing.isLoading, isOver: isStopped, problem: listing.problem });
    this.bulk.render();
  }

  /** Another view: what was chosen in the one before is out of sight. */
  reset() {
    if (this.selection.isOn) this.selection.end();
    this.list.reset();
  }
}
