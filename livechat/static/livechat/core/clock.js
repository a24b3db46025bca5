/** Time as the other modules receive it, so that tests can hand in their own. */
export const systemClock = Object.freeze({
  now: () => Date.now(),

  /** Calls back once after `ms`; the answer is a function that calls it off. */
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
});
