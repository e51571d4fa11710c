import { ROOT } from './places.mjs';
import { RunList, sweepLeftovers } from './processes/run-list.mjs';
import { Stack } from './stack.mjs';

/**
 * Playwright's `globalSetup`: starts the whole product on throw-away data, unless `npm test` has done so already.
 * @returns {Promise<(() => Promise<void>) | undefined>} what stops it
 */
export default async function startStack() {
  if (process.env.E2E_URL) return undefined;
  await sweepLeftovers(ROOT);
  const signal = new AbortController().signal;
  const stack = new Stack({ kind: 'test', runList: new RunList(ROOT), signal });
  await stack.start();
  Object.assign(process.env, stack.journeyEnv);
  return () => stack.stop();
}
