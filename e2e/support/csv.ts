import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

const PREFIXES = ['0912', '0922', '0926', '0928', '0935', '0955'];

/** A file of so many recipients, each with a text of its own; `series` (0–9) keeps the numbers of two files apart. */
export const csvOf = (rows: number, series: number): Buffer => {
  const lines = ['手機號碼,簡訊內容,自訂序號'];
  for (let i = 0; i < rows; i++) {
    const number = `${PREFIXES[i % PREFIXES.length]}${series}${String(Math.floor(i / PREFIXES.length)).padStart(5, '0')}`;
    lines.push(`${number},測試通知第${i + 1}號，您的申請已受理。洽詢電話02-12345678,L${i + 1}`);
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n`);
};

const BOM = '\ufeff';

export type Line = Record<string, string>;

/** The lines of a csv for Excel, by the names of its columns; it must begin with a BOM. */
export const linesOf = (csv: Buffer): Line[] => {
  const text = csv.toString();
  if (!text.startsWith(BOM)) throw new Error('no BOM');
  return parse<Line>(text.slice(BOM.length), {
    columns: true,
    record_delimiter: '\r\n',
    relax_column_count: true,
  });
};

/** The same lines as a spreadsheet would write them again. */
export const csvOfLines = (lines: readonly Line[]): Buffer =>
  Buffer.from(BOM + stringify([...lines], { header: true, record_delimiter: '\r\n' }));
