const chat = () => document.querySelector("live-chat");

/**
 * What the site's own scripts may call, as `LiveChat`; nothing happens on a page without a chat.
 *
 *   LiveChat.open(); LiveChat.close(); LiveChat.toggle();
 *   LiveChat.start("My order has not arrived.");   // opens with these words in the box; the visitor sends them
 *   LiveChat.setContext({ Order: "1234" });        // shown to staff with a conversation that begins from now on
 *   LiveChat.visited();                            // after a navigation that browsers tell nobody about
 *   LiveChat.unread                                // how many messages wait to be read, as "livechat:unread" tells
 *
 * `<a href="…" data-livechat="open">` does the same without a script: open, close or toggle.
 */
const CALLS = ["open", "close", "toggle", "start", "setContext", "visited"];
export const LiveChat = {
  get unread() {
    return chat()?.unread ?? 0;
  },
};
for (const name of CALLS) LiveChat[name] = (...values) => chat()?.[name](...values);

/** Elements of the page that stand for the launcher. */
export function listenToPage() {
  document.addEventListener("click", (event) => {
    const asked = event.target.closest?.("[data-livechat]")?.dataset.livechat;
    if (!chat() || !CALLS.slice(0, 3).includes(asked) || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    chat()[asked]();
  });
}
