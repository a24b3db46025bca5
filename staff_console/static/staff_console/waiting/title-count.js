const COUNTED = /^\(\d+\) /;

/** A title without the number that may stand before it. */
export const bareTitle = (title) => title.replace(COUNTED, "");

/** A number before the title of the page, whatever the page makes of its title: `new TitleCount(document).draw(2)`. */
export class TitleCount {
  #count = 0;

  constructor(page) {
    this.page = page;
    const title = page.querySelector("title");
    if (title) new MutationObserver(() => this.#apply()).observe(title, { childList: true });
  }

  draw(count) {
    this.#count = count;
    this.#apply();
  }

  #apply() {
    const bare = bareTitle(this.page.title);
    const title = this.#count ? `(${this.#count}) ${bare}` : bare;
    if (this.page.title !== title) this.page.title = title;
  }
}
