import { bodyOf, numberOf } from '../lib/recipients.mjs';

export const WINDOW = 100;

/** What a measured client is told on its command line: where, as whom, how many. */
export const [port = 0, count = 0] = process.argv.slice(2, 4).map(Number);
export const [systemId = '', password = ''] = process.argv.slice(4, 6);

/** Number and text of a message. @param {number} i */
export const messageOf = i => ({ number: numberOf(i), text: `測試公共服務平臺\n${bodyOf(i)}` });

/**
 * Called at the beginning; what it returns at the end: prints what the process spent meanwhile.
 * @returns {() => void}
 */
export function startClock() {
  const before = process.cpuUsage();
  const startedAt = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(before);
    const seconds = (performance.now() - startedAt) / 1000;
    process.stdout.write(`${JSON.stringify({ seconds, 'CPU µs': (user + system) / count })}\n`, () =>
      process.exit(0),
    );
  };
}
