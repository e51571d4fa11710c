import { step } from '../../processes/progress.mjs';
import { Stack } from '../../stack.mjs';

/**
 * Runs `work` on the whole product, durable as in production, its simulator without page and journal.
 * @template T
 * @param {import('../../main.mjs').Run} run
 * @param {Partial<import('../../stack.mjs').StackOptions>} options
 * @param {(stack: Stack) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withStack({ runList, signal }, options, work) {
  const stack = new Stack({ kind: 'bench', runList, signal, ...options, env: { ...BARE, ...options.env } });
  await step('平臺已啟動', 'stack', () => stack.start());
  try {
    return await work(stack);
  } finally {
    await stack.stop();
  }
}

/** The simulator as in performance.md; little history, so that what a run adds is what is measured. */
const BARE = { SIMULATOR_BARE: '1', SIMULATOR_DATA: '', DEMO_MESSAGES: '1000' };

/** @param {Stack} stack @returns {Record<string, number>} name → pid of everything that runs in it */
export const pidsOf = stack =>
  Object.fromEntries(stack.services.flatMap(({ name, pid }) => (pid ? [[name, pid]] : [])));
