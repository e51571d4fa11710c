import { setTimeout as pause } from 'node:timers/promises';

const LIMIT_MS = 20_000;
const STEP_MS = 20;

/** Looks until it is so; the fault says what was there instead. */
export const until = async (
  reached: () => Promise<boolean>,
  describe: () => Promise<unknown> = async () => '',
): Promise<void> => {
  const end = Date.now() + LIMIT_MS;
  while (!(await reached())) {
    if (Date.now() > end) throw new Error(`not reached: ${JSON.stringify(await describe())}`);
    await pause(STEP_MS);
  }
};
