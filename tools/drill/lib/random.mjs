/**
 * Numbers that look random and are the same for the same seed (mulberry32), so that a drill can be repeated.
 * @param {number} seed
 * @returns {() => number} 0 … 1
 */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * The same items in another order.
 * @template T
 * @param {readonly T[]} items @param {() => number} random
 */
export function shuffled(items, random) {
  return items
    .map(item => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
