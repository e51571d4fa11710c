import { CONTENT_ERRORS, CONTENT_WARNINGS } from '../message/findings';
import { MOBILE_ERRORS, MOBILE_WARNINGS } from '../phone/normalise-mobile';

/** Why one row is returned. */
export const ROW_ERRORS = [
  ...MOBILE_ERRORS,
  ...CONTENT_ERRORS,
  'E_COLUMNS',
  'E_REF_TOO_LONG',
  'E_DUPLICATE',
] as const;

/** What the sender is told of a row that may go. */
export const ROW_WARNINGS = [
  ...MOBILE_WARNINGS,
  'W_PREFIX_UNALLOCATED',
  'W_FORMULA_LEAD',
  ...CONTENT_WARNINGS,
  'W_SAME_NUMBER',
  'W_DUPLICATE_REF',
  'W_BLANK_ROW',
] as const;

/** Why a whole file is returned; found by its reader, `E_HEADER` by `recogniseLayout`. */
export const FILE_ERRORS = [
  'E_FILE_EMPTY',
  'E_FILE_NO_ROWS',
  'E_HEADER',
  'E_CSV_QUOTE',
  'E_ENCODING',
  'E_FILE_TYPE_MISMATCH',
  'E_FILE_CORRUPT',
  'E_FILE_TOO_LARGE',
  'E_XML_DTD',
  'E_ZIP_NESTED',
  'E_ZIP_PATH',
  'E_ZIP_ENTRY_TYPE',
  'E_ZIP_EMPTY',
  'E_ZIP_DUPLICATE_NAME',
  'E_ZIP_CORRUPT',
  'E_ZIP_TOO_MANY',
  'E_ZIP_RATIO',
  'E_ZIP_TOO_LARGE',
  'E_ZIP_ENCRYPTED',
] as const;

/** What is told of a whole file that may go. */
export const FILE_WARNINGS = ['W_EXTRA_SHEETS'] as const;

export type RowError = (typeof ROW_ERRORS)[number];
export type RowWarning = (typeof ROW_WARNINGS)[number];
export type FileError = (typeof FILE_ERRORS)[number];
export type FileWarning = (typeof FILE_WARNINGS)[number];
