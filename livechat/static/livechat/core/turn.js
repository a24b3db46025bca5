/**
 * Which of a browser's tabs holds the way to the server: the one that somebody looks at, or looked at last. It tells
 * the others what it hears. When it goes, the next one takes over.
 *
 *   const turn = new Turn("livechat:…", {
 *     onTurn(isMine),          // true: connect; false: another tab does that now
 *     onHeard(message),        // what the leading tab told
 *     isLookedAt: () => !document.hidden,
 *     locks, BroadcastChannel, // injected by tests; without Web Locks it is each tab's own turn
 *   });
 *   turn.start(); turn.claim(); turn.tell(message); turn.stop();
 */
export class Turn {
  isMine = false;
  #channel = null;
  #queueing = null;
  #release = () => {};

  constructor(name, { onTurn, onHeard, isLookedAt = () => !document.hidden, ...world }) {
    Object.assign(this, { name, onTurn, onHeard, isLookedAt });
    this.locks = "locks" in world ? world.locks : globalThis.navigator?.locks;
    this.Channel = world.BroadcastChannel ?? globalThis.BroadcastChannel;
  }

  start() {
    if (!this.locks) return this.#become(true);
    this.#channel = new this.Channel(this.name);
    this.#channel.onmessage = ({ data }) => this.isMine || this.onHeard(data);
    if (this.isLookedAt()) this.claim();
    else this.#queue();
  }

  /** The tab that had it queues up again. */
  claim() {
    if (!this.isMine && this.#channel) this.#queue({ steal: true });
  }

  tell(message) {
    if (this.isMine) this.#channel?.postMessage(message);
  }

  stop() {
    this.#queueing?.abort();
    this.#channel?.close();
    this.#channel = null;
    this.isMine = false;
    this.#release();
  }

  #queue(options) {
    this.#queueing?.abort();
    const queueing = (this.#queueing = new AbortController());
    const { signal } = queueing;
    const hold = () => {
      if (signal.aborted) return;
      this.#become(true);
      return new Promise((resolve) => (this.#release = resolve));
    };
    // Refused when it is called off, and when another tab takes it.
    this.locks.request(this.name, options ?? { signal }, hold).catch(() => signal.aborted || this.#lose());
  }

  #lose() {
    this.#become(false);
    this.#queue();
  }

  #become(isMine) {
    this.isMine = isMine;
    this.onTurn(isMine);
  }
}
