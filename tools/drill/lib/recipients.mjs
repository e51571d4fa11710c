/** Mobile prefixes of the three carriers in turn, by the number plan of the demo data. */
const PREFIXES = [
  '0912',
  '0922',
  '0926',
  '0928',
  '0935',
  '0955',
  '0910',
  '0918',
  '0930',
  '0937',
  '0952',
  '0981',
];

/** What the carriers make of a number, by its last four digits (apps/carrier-simulator/README.md). */
const SCRIPTED = /** @type {const} */ ({
  9001: 'failed',
  9003: 'failed',
  9004: 'refused',
  9005: 'delivered',
  9008: 'delivered',
  9009: 'delivered',
  9015: 'failed',
  9016: 'failed',
  9019: 'delivered',
  9020: 'delivered',
});
const ENDINGS = /** @type {(keyof typeof SCRIPTED)[]} */ (Object.keys(SCRIPTED).map(Number));
/** Of so many recipients one has a number of the script, one a text of two segments. */
const SCRIPTED_EVERY = 50;
const LONG_EVERY = 10;
/** Scripted numbers differ in prefix and two digits between it and the last four. */
const MOST_SCRIPTED = PREFIXES.length * 100;

/**
 * @typedef {{ number: string, text: string, ref: string, end: 'delivered' | 'failed' | 'refused' }} Recipient
 *   `end`: what becomes of it when nothing is in doubt; `refused`: no carrier ever takes it
 */

/**
 * So many recipients, each with a number and a text of its own, among them what carriers refuse, throttle, repeat or
 * fail to deliver, and long messages: a fault must find all of it under way.
 * @param {number} count
 * @param {{ scripted?: boolean }} [options]
 * @returns {Recipient[]}
 */
export function recipients(count, { scripted = true } = {}) {
  let script = 0;
  return Array.from({ length: count }, (_, i) => {
    const prefix = PREFIXES[i % PREFIXES.length];
    const ref = `D${String(i + 1).padStart(7, '0')}`;
    const long = i % LONG_EVERY === LONG_EVERY - 1 ? '請攜帶身分證明文件與本通知。'.repeat(5) : '';
    const text = `演練通知第${i + 1}號，您的申請已受理。${long}洽詢電話02-12345678`;
    if (scripted && i % SCRIPTED_EVERY === 0 && script < MOST_SCRIPTED) {
      const turn = script++;
      const ending = ENDINGS[turn % ENDINGS.length] ?? 9001;
      const place = PREFIXES[Math.floor(turn / 100)] ?? prefix;
      const number = `${place}${String(turn % 100).padStart(2, '0')}${ending}`;
      return { number, text, ref, end: SCRIPTED[ending] };
    }
    const number = `${prefix}${String(Math.floor(i / PREFIXES.length)).padStart(6, '0')}`;
    return { number, text, ref, end: 'delivered' };
  });
}

/** @param {readonly Recipient[]} list @returns {string} a csv as people upload it */
export const csvOf = list =>
  ['手機號碼,簡訊內容,自訂序號', ...list.map(({ number, text, ref }) => `${number},${text},${ref}`), ''].join(
    '\r\n',
  );
