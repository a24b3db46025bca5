const COUNT = /^\(\d+\) /;

/** Shows how many messages wait to be read: on the launcher, in its name and in the page's title. */
export function showUnread(count, { launcher, link, dataset }, text) {
  launcher.dataset.unread = count || "";
  const label = link.textContent.trim();
  launcher.setAttribute("aria-label", count ? `${label}, ${text("unread", { n: count })}` : label);
  if (dataset.count) return; // "off": the site keeps its titles to itself.
  const title = document.title.replace(COUNT, "");
  const counted = count ? `(${count}) ${title}` : title;
  if (document.title !== counted) document.title = counted;
}
