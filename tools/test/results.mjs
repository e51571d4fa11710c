/**
 * What a stage found. A stage that could not run at all counts as one failure: nothing passes by not being run.
 * @typedef {{ passed: number, failed: number, skipped?: number, detail?: string }} Result
 */

/** @returns {Result} */
export const one = (/** @type {boolean} */ good, /** @type {string} */ detail) =>
  good ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, detail };

/** @param {Result[]} results @returns {Result} */
export const sum = results => ({
  passed: results.reduce((total, { passed }) => total + passed, 0),
  failed: results.reduce((total, { failed }) => total + failed, 0),
  skipped: results.reduce((total, { skipped = 0 }) => total + skipped, 0),
});
