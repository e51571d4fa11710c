/**
 * Lets only so many of the given works run at once; the others wait for their turn.
 * @param {number} most
 * @returns {<T>(work: () => Promise<T>) => Promise<T>}
 */
export function limit(most) {
  let running = 0;
  /** @type {(() => void)[]} */
  const waiting = [];
  return async work => {
    if (running >= most) await new Promise(resolve => waiting.push(() => resolve(undefined)));
    running++;
    try {
      return await work();
    } finally {
      running--;
      waiting.shift()?.();
    }
  };
}
