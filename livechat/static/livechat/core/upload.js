import { CommandError } from "./protocol.js";

const PATIENCE = 120_000;

/**
 * Sends one file; resolves with its message, throws a CommandError. The same `clientId` again is the same message.
 * XMLHttpRequest, because fetch does not say how far an upload is.
 *
 *   const { message } = await upload(url, { file, clientId, headers, signal, onProgress: (part) => … });  // part: 0 to 1
 */
export function upload(url, { file, clientId, headers = {}, signal, onProgress = () => {}, Request = XMLHttpRequest }) {
  return new Promise((resolve, reject) => {
    const request = new Request();
    request.open("POST", url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.responseType = "text";
    request.timeout = PATIENCE;
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onload = () => {
      const answer = parsed(request.responseText);
      if (answer?.message?.client_id) resolve(answer);
      else reject(CommandError.from({ code: "disconnected", ...answer }));
    };
    request.onerror = request.ontimeout = request.onabort = () => reject(new CommandError("disconnected"));
    signal?.addEventListener("abort", () => request.abort());
    const form = new FormData();
    form.append("client_id", clientId);
    form.append("file", file);
    request.send(form);
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
