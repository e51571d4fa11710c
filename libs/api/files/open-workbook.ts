import { read, type ParsingOptions, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { checkBiff, isEncryptedWorkbook } from './biff-stream';
import { USUAL_CODE_PAGE } from './code-pages';
import { FileFault } from './file-fault';
import { FILE_LIMITS } from './limits';
import { shownCell } from './shown-cell';
import type { OpenTable, RowChunk, SheetRow } from './table';
import { checkedWorkbook } from './workbook-parts';

const ROWS_IN_CHUNK = 1_000;

const OPTIONS: ParsingOptions = {
  type: 'buffer',
  dense: true,
  cellHTML: false,
  cellNF: true,
  dateNF: 'yyyy/m/d',
  codepage: USUAL_CODE_PAGE,
  // One more than is taken, so that a sheet that is too long is noticed.
  sheetRows: FILE_LIMITS.rows + 2,
};

/** The library throws plain errors at bytes that it cannot make sense of. */
const parse = (bytes: Buffer, options: ParsingOptions): WorkBook => {
  try {
    return read(bytes, options);
  } catch (error) {
    const tooLarge = error instanceof RangeError && /Invalid (array|string) length/.test(error.message);
    throw new FileFault(tooLarge ? 'E_FILE_TOO_LARGE' : 'E_FILE_CORRUPT');
  }
};

const isHidden = (book: WorkBook, name: string): boolean =>
  (book.Workbook?.Sheets?.find(sheet => sheet.name === name)?.Hidden ?? 0) !== 0;

/** A sheet of cells; charts and macros are sheets too. */
const holdsCells = (sheet: WorkSheet): boolean => sheet['!type'] === undefined || sheet['!type'] === 'sheet';

interface FoundSheet {
  readonly name: string;
  readonly sheet: WorkSheet;
  readonly extra: number;
}

/** The first visible sheet. `again` parses another sheet of the same book, for books that are parsed sheet by sheet. */
const firstVisible = (book: WorkBook, again: (index: number) => WorkBook): FoundSheet => {
  const visible = book.SheetNames.filter(name => !isHidden(book, name));
  for (const [at, name] of visible.entries()) {
    const sheet = book.Sheets[name] ?? again(book.SheetNames.indexOf(name)).Sheets[name];
    // The library leaves out a sheet that it failed to read.
    if (!sheet) throw new FileFault('E_FILE_CORRUPT');
    if (holdsCells(sheet)) return { name, sheet, extra: visible.length - at - 1 };
  }
  throw new FileFault('E_FILE_EMPTY');
};

function* chunksOf(sheet: WorkSheet): Generator<RowChunk> {
  const data = sheet['!data'] ?? [];
  for (let from = 0; from < data.length; from += ROWS_IN_CHUNK) {
    const rows: SheetRow[] = [];
    for (let at = from; at < Math.min(data.length, from + ROWS_IN_CHUNK); at += 1) {
      const cells = Array.from(data[at]?.slice(0, FILE_LIMITS.columns) ?? [], shownCell);
      rows.push({ line: at + 1, cells });
    }
    yield { rows, fraction: Math.min(1, (from + ROWS_IN_CHUNK) / data.length) };
  }
}

const openTable = (format: 'xls' | 'xlsx', encoding: string, found: FoundSheet): OpenTable => ({
  container: { format, encoding, sheet: found.name, delimiter: null, extraSheets: found.extra },
  chunks: chunksOf(found.sheet),
});

/** Opens an .xls of Excel 97–2003 (BIFF8) or 5/95 (BIFF5). The library always parses the whole book. */
export const openXls = (bytes: Buffer): OpenTable => {
  const version = checkBiff(bytes);
  const book = parse(bytes, OPTIONS);
  return openTable(
    'xls',
    version,
    firstVisible(book, () => book),
  );
};

/** Opens an .xlsx; only the sheet that is read is parsed. */
export const openXlsx = (bytes: Buffer): OpenTable => {
  const checked = checkedWorkbook(bytes);
  const sheetAt = (sheets: number): WorkBook => parse(checked, { ...OPTIONS, sheets });
  return openTable('xlsx', 'OOXML', firstVisible(sheetAt(0), sheetAt));
};

/** An .xlsx whose bytes are a compound file: with a password, or an .xls under a wrong name. */
export const refuseCompound = (bytes: Buffer): never => {
  throw new FileFault(isEncryptedWorkbook(bytes) ? 'E_FILE_CORRUPT' : 'E_FILE_TYPE_MISMATCH');
};
