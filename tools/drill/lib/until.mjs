import { setTimeout as pause } from 'node:timers/promises';

const STEP_MS = 25;

/**
 * Waits for a state, looking often. A look that throws (a server that is down just now) counts as not reached.
 * @template T
 * @param {string} what for the fault, when it does not come
 * @param {() => Promise<T | null | undefined | false>} look the state, or nothing while it is not there
 * @param {number} [limitMs]
 * @returns {Promise<T>}
 */
export async function until(what, look, limitMs = 180_000) {
  /** @type {unknown} */
  let fault;
  for (const end = Date.now() + limitMs; ;) {
    try {
      const seen = await look();
      if (seen) return seen;
      fault = null;
    } catch (error) {
      fault = error;
    }
    if (Date.now() > end) {
      const why = fault instanceof Error ? `: ${fault.message}` : '';
      throw new Error(`${what}: not within ${limitMs / 1000} s${why}`, { cause: fault });
    }
    await pause(STEP_MS);
  }
}
