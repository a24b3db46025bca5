const TAG = "livechat-waiting"; // a later one takes the place of the one before

/** A notification of the desktop, unless somebody looks at this page. A press on it goes to `address`. */
export function desktopNotice(words, { address }) {
  const Notice = globalThis.Notification;
  const isLookedAt = !document.hidden && document.hasFocus();
  if (Notice?.permission !== "granted" || isLookedAt) return;
  try {
    const notice = new Notice(words, { tag: TAG, renotify: true });
    notice.onclick = () => {
      window.focus();
      location.assign(address);
    };
  } catch {
    // Phones give them to service workers only.
  }
}
