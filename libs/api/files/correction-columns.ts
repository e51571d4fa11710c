import { beginsLikeFormula, type Cell, type FileLayout } from '@sms111/domain';

/**
 * Columns that the list of returned rows carries behind the format's own. The reader knows them, so that a corrected
 * list can be uploaded as it is (FMT-10).
 */
export const CORRECTION_COLUMNS = { line: '原列號', reason: '退回原因' } as const;

const NAMES: readonly string[] = Object.values(CORRECTION_COLUMNS);

/** Where the columns stand that are not part of the layout; none in an ordinary file. */
export const correctionColumnsIn = (header: readonly Cell[]): ReadonlySet<number> =>
  new Set(header.flatMap((cell, at) => (NAMES.includes(String(cell).trim()) ? [at] : [])));

const withoutApostrophes = (text: string): string => text.replace(/^'+/, '');
/** Digits that a spreadsheet would change: it drops leading zeros and rounds after 15 places. */
const LOST_DIGITS = /^(0\d+|\d{12,})$/;

/**
 * Puts an apostrophe before what a spreadsheet would run as a formula (EXP-1). Apostrophes that stand there already
 * are counted in, so that taking one away again gives exactly the text that was uploaded.
 */
export const neutralised = (text: string): string =>
  beginsLikeFormula(withoutApostrophes(text)) ? `'${text}` : text;

/** The same for an agency's own number, which must also survive a spreadsheet digit by digit. */
export const neutralisedRef = (ref: string): string =>
  LOST_DIGITS.test(withoutApostrophes(ref)) ? `'${ref}` : neutralised(ref);

/** Takes away what `neutralised` put there. Numbers are left to the row rules, which know the apostrophe. */
export const restoredRow = (cells: readonly Cell[], { columns }: FileLayout): readonly Cell[] =>
  cells.map((cell, at) => {
    if (typeof cell !== 'string' || !cell.startsWith("'")) return cell;
    const protectedBy = at === columns.ref ? neutralisedRef : neutralised;
    const bare = cell.slice(1);
    return at !== columns.mobile && protectedBy(bare) === cell ? bare : cell;
  });
