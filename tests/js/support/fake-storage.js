/** What a browser or one tab keeps. */
export const fakeStorage = (kept = new Map()) => ({
  kept,
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, value) => kept.set(key, value),
  removeItem: (key) => kept.delete(key),
  key: (index) => [...kept.keys()][index],
  get length() {
    return kept.size;
  },
});
