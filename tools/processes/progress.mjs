import { styleText } from 'node:util';

const seconds = (/** @type {number} */ since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

export const say = (/** @type {string} */ line = '') => console.log(line);
export const warn = (/** @type {string} */ line) => console.log(`${styleText('yellow', '!')} ${line}`);
export const fail = (/** @type {string} */ line) => console.log(`${styleText('red', '✗')} ${line}`);
export const done = (/** @type {string} */ line) => console.log(`${styleText('green', '✓')} ${line}`);
export const dim = (/** @type {string} */ text) => styleText('dim', text);
export const bold = (/** @type {string} */ text) => styleText('bold', text);

/**
 * Says what has been done, and how long it took.
 * @template T
 * @param {string} zh @param {string} en @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(zh, en, work) {
  const started = performance.now();
  const result = await work();
  done(`${zh} ${dim(`· ${en} · ${seconds(started)}`)}`);
  return result;
}
