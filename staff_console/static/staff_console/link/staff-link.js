import { Connection } from "../../livechat/core/connection.js";
import { Link } from "../../livechat/core/link.js";
import { Polling } from "../../livechat/core/polling.js";
import { Command, VERSION } from "../../livechat/core/protocol.js";
import { SharedLink } from "./shared-link.js";

/**
 * The staff's way to the server: a socket that all tabs share, and the console's own address where sockets are blocked.
 * Over that, every few seconds another `onHello` stands for the events that do not come.
 *
 *   const link = staffLink({ path, api, person: "7", isDesk: true, onHello, onEvent, onState });
 */
export function staffLink({ path, api, person, isDesk, onHello, onEvent, onState, world = {} }) {
  const url = new URL(path, location.href).href.replace(/^http/, "ws");
  const makeLink = ({ onState: linkBecame, ...handlers }) => {
    const connection = new Connection({ ...world, url, ...handlers });
    const loadPolling = async () =>
      new Polling({
        ...world,
        read: () => api.command({ type: Command.HELLO, v: VERSION }),
        command: (frame) => api.command(frame),
        onHello: handlers.onHello,
      });
    return new Link({ connection, loadPolling, onState: linkBecame, clock: world.clock });
  };
  return new SharedLink({ person, isDesk, makeLink, onHello, onEvent, onState, world });
}
