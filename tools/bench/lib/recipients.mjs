import { utils, write } from '@e965/xlsx';
import { contentSum } from '../../../apps/carrier-simulator/wire/content-hash.ts';

/** Blocks of a million numbers, each the whole property of one operator: as many of CHT as of TWM and FET. */
const PREFIXES =
  '0910 0918 0913 0912 0922 0917 0919 0935 0926 0928 0952 0930 0932 0970 0955 0937 0987 0981 0963 0953 0989'.split(
    ' ',
  );

export const HEAD = ['手機號碼', '簡訊內容', '自訂序號'];

/** @param {number} i @returns {string} different for each i below 21 million */
export const numberOf = i => {
  const prefix = PREFIXES[i % PREFIXES.length] ?? '';
  return prefix + String(Math.floor(i / PREFIXES.length)).padStart(6, '0');
};

/** What stands in the file; the platform puts the unit's name in a line before it. One segment. @param {number} i */
export const bodyOf = i => `測試通知第${i + 1}號，您的申請已受理。洽詢電話02-12345678`;

/** A file of more rows with the text above would be larger than any that is taken (50 MiB). */
const SHORT_ABOVE = 400_000;
/** Text of one row out of so many. @param {number} i @param {number} rows */
const textOf = (i, rows) => (rows > SHORT_ABOVE ? `通知第${i + 1}號` : bodyOf(i));

/** @param {number} i @param {number} first @param {number} rows */
const rowOf = (i, first, rows) => [
  numberOf(first + i),
  textOf(i, rows),
  `L${String(first + i + 1).padStart(8, '0')}`,
];

/** @param {number} rows @param {number} [first] number of the first recipient @returns {Buffer} UTF-8, as Excel saves it */
export function csvOf(rows, first = 0) {
  const lines = [HEAD.join(',')];
  for (let i = 0; i < rows; i++) lines.push(rowOf(i, first, rows).join(','));
  return Buffer.from(`${lines.join('\r\n')}\r\n`);
}

/** @param {number} rows @param {number} [first] @returns {Buffer} */
export function xlsxOf(rows, first = 0) {
  const sheet = utils.aoa_to_sheet([HEAD, ...Array.from({ length: rows }, (_, i) => rowOf(i, first, rows))], {
    dense: true,
  });
  const book = utils.book_new(sheet, '名單');
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true, bookSST: true });
}

/**
 * What the simulator's sum is when it has accepted each (number, text) pair of the file exactly once.
 * @param {number} rows @param {number} first @param {string} signature the unit's name
 */
export const expectedContent = (rows, first, signature) => contentSum(segmentsOf(rows, first, signature));

/** @param {number} rows @param {number} first @param {string} signature */
function* segmentsOf(rows, first, signature) {
  for (let i = 0; i < rows; i++)
    yield { number: numberOf(first + i), text: `${signature}\n${textOf(i, rows)}` };
}
