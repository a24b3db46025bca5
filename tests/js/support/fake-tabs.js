import { settle } from "./fake-clock.js";

/** Web Locks and BroadcastChannels of one browser: what its tabs share. */
export function fakeBrowser() {
  const queues = new Map();
  const channels = new Set();

  const next = (name) => {
    const queue = queues.get(name);
    const first = queue[0];
    if (!first || first.isHeld) return;
    first.isHeld = true;
    Promise.resolve(first.callback()).then((value) => {
      if (!queue.includes(first)) return;
      queue.splice(queue.indexOf(first), 1);
      first.resolve(value);
      next(name);
    });
  };

  const request = (name, ...rest) => {
    const [options, callback] = rest.length === 2 ? rest : [{}, rest[0]];
    return new Promise((resolve, reject) => {
      if (!queues.has(name)) queues.set(name, []);
      const queue = queues.get(name);
      const entry = { callback, resolve };
      options.signal?.addEventListener("abort", () => {
        if (entry.isHeld || !queue.includes(entry)) return;
        queue.splice(queue.indexOf(entry), 1);
        reject(new Error("AbortError"));
      });
      if (options.steal) {
        const held = queue.filter(({ isHeld }) => isHeld);
        queue.unshift(entry);
        held.forEach((each) => {
          queue.splice(queue.indexOf(each), 1);
          each.steal();
        });
      } else queue.push(entry);
      entry.steal = () => reject(new Error("AbortError"));
      queueMicrotask(() => next(name));
    });
  };

  class BroadcastChannel {
    constructor(name) {
      this.name = name;
      channels.add(this);
    }
    postMessage(data) {
      const heard = structuredClone(data);
      for (const channel of channels) if (channel !== this && channel.name === this.name) queueMicrotask(() => channels.has(channel) && channel.onmessage?.({ data: heard }));
    }
    close() {
      channels.delete(this);
    }
  }

  return { locks: { request }, BroadcastChannel, settle };
}
