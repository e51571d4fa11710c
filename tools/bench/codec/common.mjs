import { WARM } from './warm.mjs';
import { bodyOf, numberOf } from '../lib/recipients.mjs';

export const WINDOW = 100;

/** What a measured client is told on its command line: where, as whom, how many. */
const [given = 0, asked = 0] = process.argv.slice(2, 4).map(Number);
export const port = given;
/** Those before the clock included. */
export const count = WARM + asked;
export const [systemId = '', password = ''] = process.argv.slice(4, 6);

/** Number and text of a message. @param {number} i */
export const messageOf = i => ({ number: numberOf(i), text: `測試公共服務平臺\n${bodyOf(i)}` });

let received = 0;
let before = process.cpuUsage();
let startedAt = performance.now();

/** To be called for each receipt; after the last it prints what the process spent since the clock started, and ends it. */
export function receiptCame() {
  received++;
  if (received === WARM) {
    before = process.cpuUsage();
    startedAt = performance.now();
  }
  if (received < count) return;
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - startedAt) / 1000;
  process.stdout.write(`${JSON.stringify({ seconds, 'CPU µs': (user + system) / asked })}\n`, () =>
    process.exit(0),
  );
}
