const MOST = 99;

/** The number at a sidebar's item: `new Badge(link, { text }).draw(2)`. */
export class Badge {
  #node = null;

  constructor(item, { text }) {
    Object.assign(this, { item, text });
  }

  draw(count) {
    this.#node ??= this.#make();
    this.#node.hidden = !count;
    this.#node.firstChild.textContent = count ? ` ${count > MOST ? `${MOST}+` : count} ` : "";
    this.#node.lastChild.textContent = count ? this.text("waiting") : "";
  }

  #make() {
    const node = document.createElement("span");
    node.className = "w-dismissible-badge w-dismissible-badge--count livechat-badge";
    const words = document.createElement("span");
    words.className = "w-sr-only";
    node.append(document.createElement("span"), words);
    (this.item.querySelector(".menuitem") ?? this.item).append(node);
    return node;
  }
}
