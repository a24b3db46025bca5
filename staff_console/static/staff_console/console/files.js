import { Event } from "../../livechat/core/protocol.js";
import { Attach } from "../../livechat/ui/attach.js";
import { element } from "../../livechat/ui/dom.js";
import { icon } from "./icons.js";

/** The address of one file of a conversation, or with no `id` of its uploads. */
export function fileAddress(api, conversation, id = "") {
  return `${api.base}conversations/${conversation}/attachments/${id && `${id}/`}`;
}

/**
 * Attaching files to a reply: the button in the answer form `place`, pasting into its box, dropping onto `node`.
 *
 *   const files = attachFiles({ place, node, desk, text, onSent() });
 *   files.isPossible = false;   // not to a note: every file goes to the visitor
 */
export function attachFiles({ place, node, desk, text, onSent }) {
  const uploads = element("ul", { class: "livechat-uploads", hidden: true });
  const box = place.querySelector("textarea");
  const attach = new Attach({ text, limits: desk.files, icon: icon("upload"), loadTray: () => loadTray() });
  attach.button.classList.add("livechat-tool");
  place.querySelector("[data-answer=choosers]").prepend(attach.button, attach.input);
  attach.hint.className = "livechat-limits";
  place.querySelector("[data-answer=hint]").after(attach.hint);
  place.prepend(uploads);
  attach.listen({ pasteIn: box, dropOn: node });
  return attach;

  async function loadTray() {
    const { UploadTray } = await import("../../livechat/ui/upload-tray.js");
    return new UploadTray(uploads, {
      ...{ text, limits: attach.limits },
      target: () => target(desk),
      onSent: (message, { id }) => {
        if (desk.opened?.id === id) desk.opened.hear({ type: Event.POSTED, conversation: id, message });
        onSent();
      },
      onEmpty: () => box.focus(),
    });
  }
}

function target({ api, opened: { id } }) {
  return { id, url: fileAddress(api, id), headers: { [api.csrf.CSRF_HEADER_NAME]: api.csrf.CSRF_TOKEN } };
}
