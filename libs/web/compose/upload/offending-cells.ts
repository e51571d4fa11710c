import type { listUploadRows, ResponseOf } from '@sms111/contracts';
import { MOBILE_ERRORS, MOBILE_WARNINGS } from '@sms111/domain';

export type UploadRow = ResponseOf<typeof listUploadRows>['items'][number];
export type Cell = 'number' | 'content' | 'ref' | 'row';

const NUMBER = new Set<string>([...MOBILE_ERRORS, ...MOBILE_WARNINGS, 'W_PREFIX_UNALLOCATED']);
const REF = new Set(['E_REF_TOO_LONG', 'W_DUPLICATE_REF']);
const ROW = new Set(['E_COLUMNS', 'E_DUPLICATE', 'W_SAME_NUMBER', 'W_BLANK_ROW']);

const isFormula = (text: string): boolean => /^\s*[=@]/.test(text);

/** Which cell of a row a finding is about. A formula may stand in any of them. */
export const cellOf = (code: string, row: Pick<UploadRow, 'number' | 'content' | 'ref'>): Cell => {
  if (code === 'E_FORMULA' && !isFormula(row.number)) return isFormula(row.content) ? 'content' : 'ref';
  if (NUMBER.has(code)) return 'number';
  if (REF.has(code)) return 'ref';
  return ROW.has(code) ? 'row' : 'content';
};

/** The cells of a row that returned it. A duplicate is about its number; wrong columns are about all of it. */
export const offendingCells = (row: UploadRow): ReadonlySet<Cell> => {
  const cells = row.errors.map(({ code }) => (code === 'E_DUPLICATE' ? 'number' : cellOf(code, row)));
  return new Set<Cell>(cells);
};
