import { setTimeout as pause } from 'node:timers/promises';

const LIMIT_MS = 30_000;
const STEP_MS = 20;

/** Waits for a state, looking every 20 ms. `describe` says in the fault what was there instead. */
export const until = async (
  reached: () => Promise<boolean> | boolean,
  describe: () => unknown = () => '',
  limitMs = LIMIT_MS,
): Promise<void> => {
  const end = Date.now() + limitMs;
  while (!(await reached())) {
    if (Date.now() > end)
      throw new Error(`not reached in ${limitMs} ms: ${JSON.stringify(await describe())}`);
    await pause(STEP_MS);
  }
};
