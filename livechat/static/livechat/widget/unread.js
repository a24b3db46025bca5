const COUNT = /^\(\d+\) /;

/** Shows how many messages wait to be read: on the launcher, in its name, in the page's title and to the site's scripts. */
export function showUnread(count, host, text) {
  const { launcher, link, dataset } = host;
  launcher.dataset.unread = count || "";
  const label = link.textContent.trim();
  launcher.setAttribute("aria-label", count ? `${label}, ${text("unread", { n: count })}` : label);
  if (host.unread !== count) host.tell("unread", { count: (host.unread = count) });
  if (dataset.count) return; // "off": the site keeps its titles to itself.
  const title = document.title.replace(COUNT, "");
  const counted = count ? `(${count}) ${title}` : title;
  if (document.title !== counted) document.title = counted;
}
