import { Connection } from "../../livechat/core/connection.js";
import { Link } from "../../livechat/core/link.js";
import { Polling } from "../../livechat/core/polling.js";
import { Command, VERSION } from "../../livechat/core/protocol.js";

/**
 * The way to the server: the staff's socket, and the console's own address where sockets are blocked. Over that, every
 * few seconds another `onHello` stands for the events that do not come.
 */
export function staffLink({ path, api, onHello, onEvent, onState, world = {} }) {
  const url = new URL(path, location.href).href.replace(/^http/, "ws");
  const connection = new Connection({ ...world, url, onHello, onEvent });
  const loadPolling = async () =>
    new Polling({
      ...world,
      read: () => api.command({ type: Command.HELLO, v: VERSION }),
      command: (frame) => api.command(frame),
      onHello,
    });
  return new Link({ connection, loadPolling, onState, clock: world.clock });
}
