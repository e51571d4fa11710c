import { MOBILE_WARNINGS } from '@sms111/domain';

/** What the check has mended or only counts: a row says it by name, nobody has to do anything. */
const MENDED: ReadonlySet<string> = new Set<string>([
  ...MOBILE_WARNINGS,
  'W_BLANK_ROW',
  'W_LONG_MESSAGE',
  'W_NEWLINE_NORMALISED',
  'W_TAB_REPLACED',
  'W_TRAILING_SPACE_TRIMMED',
]);

export const isMended = (code: string): boolean => MENDED.has(code);

/** What a person should look at first, then what was mended; the most frequent first, as they came. */
export const mendedLast = <T extends { readonly code: string }>(findings: readonly T[]): T[] =>
  [...findings].sort((a, b) => Number(isMended(a.code)) - Number(isMended(b.code)));
