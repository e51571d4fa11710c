import { SSF, type CellObject } from '@e965/xlsx';
import type { Cell } from '@sms111/domain';

/** The part of the spreadsheet library that formats numbers; its own types say `any`. */
interface NumberFormats {
  parse_date_code(serial: number): { readonly y: number };
  is_date(format: string): boolean;
  format(format: string, value: number): string;
}

const formats = SSF as NumberFormats;

/** From here on an integer is a number of digits to be read one by one, not an amount. */
const LONG_NUMBER = 10_000_000;
/** Excel's Taiwanese era formats: `[$-404]e/m/d`. The library would show the western year. */
const TAIWAN_ERA = /\[\$-(?:[0-9A-F]*)404\]/i;
const ROC_YEAR_ZERO = 1911;

/** A date in the Republic's years, as Taiwanese Excel shows it. */
const inRocYears = (format: string, serial: number): string => {
  const { y: year } = formats.parse_date_code(serial);
  const roc = `"${year - ROC_YEAR_ZERO}"`;
  const outsideQuotes = format
    .split(/("[^"]*")/)
    .map((part, at) =>
      at % 2 === 1
        ? part
        : part.replace(/g{3,}/gi, '"中華民國"').replace(/g+/gi, '"民國"').replace(/e+/gi, roc),
    );
  return formats.format(outsideQuotes.join(''), serial);
};

const numberOf = (cell: CellObject, value: number): Cell => {
  const format = String(cell.z ?? 'General');
  if (format === 'General' || (Number.isInteger(value) && Math.abs(value) >= LONG_NUMBER)) return value;
  if (TAIWAN_ERA.test(format) && formats.is_date(format)) return inRocYears(format, value);
  return cell.w ?? value;
};

/**
 * What a cell says: text as it is, dates and amounts as shown, plain and long numbers exactly. A formula is given as
 * its text behind `=`, never as its result, so that the row is returned with `E_FORMULA`.
 */
export const shownCell = (cell: CellObject | undefined): Cell => {
  if (!cell) return '';
  if (cell.f !== undefined || cell.F !== undefined) return `=${cell.f ?? ''}`;
  if (cell.t === 'n' && typeof cell.v === 'number') return numberOf(cell, cell.v);
  if (cell.t === 's') return typeof cell.v === 'string' ? cell.v : '';
  return cell.w ?? (cell.v === undefined ? '' : String(cell.v));
};
