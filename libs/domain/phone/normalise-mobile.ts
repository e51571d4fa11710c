import { isBlank, isInvisible } from '../message/characters';
import { NONE } from '../message/findings';
import { isMobile } from './mobile';

export const MOBILE_ERRORS = [
  'E_MOBILE_MISSING',
  'E_FORMULA',
  'E_SCIENTIFIC',
  'E_MULTIPLE',
  'E_CHARS',
  'E_FOREIGN',
  'E_NOT_MOBILE',
  'E_LENGTH',
] as const;
export const MOBILE_WARNINGS = [
  'W_TRIMMED',
  'W_INVISIBLE_REMOVED',
  'W_APOSTROPHE',
  'W_FULLWIDTH',
  'W_SEPARATOR',
  'W_COUNTRY_CODE',
  'W_LEADING_ZERO_RESTORED',
] as const;

export type MobileError = (typeof MOBILE_ERRORS)[number];
export type MobileWarning = (typeof MOBILE_WARNINGS)[number];

/** A number understood, as `0912345678`, or why not; what was mended on the way is in `warnings`. */
export type MobileVerdict =
  | { readonly ok: true; readonly mobile: string; readonly warnings: readonly MobileWarning[] }
  | { readonly ok: false; readonly code: MobileError; readonly warnings: readonly MobileWarning[] };

const SPACES = String.raw` \u00a0\u2000-\u200a\u202f\u205f\u3000`;
const SEPARATORS = new RegExp(String.raw`[${SPACES}().\u2010-\u2015\u2212\ufe58\ufe63-]`, 'g');
const BETWEEN_NUMBERS = /[;,、/|&\n\r\t]|或|和|及/;

/** Several numbers in one cell: between list signs, or two that are whole by themselves. */
const holdsSeveral = (text: string): boolean => {
  const lengths = text.split(BETWEEN_NUMBERS).map(piece => piece.replace(/\D/g, '').length);
  const listed = lengths.filter(digits => digits >= 3).length > 1 && lengths.some(digits => digits >= 8);
  return listed || (text.match(/\d{9,}/g)?.length ?? 0) > 1;
};

/** 0912000145.0 or 912000145.00: a spreadsheet made a number of it. Dots between groups are separators. */
const isDecimal = (text: string): boolean => /^\+?\d+\.\d{1,2}$/.test(text) || /^\d{9,}\.\d+$/.test(text);

/** What digits that are no mobile number are instead. */
const refusalOf = (digits: string): MobileError => {
  if (/^00[1-8]\d{7,}$/.test(digits) || /^861[3-9]\d{9}$/.test(digits) || /^85[23]\d{8}$/.test(digits))
    return 'E_FOREIGN';
  if (/^0?09(?!9)/.test(digits)) return 'E_LENGTH';
  if (/^0\d{2,}$/.test(digits) || /^1\d{2,3}$/.test(digits) || /^[2-8]\d{8}$/.test(digits))
    return 'E_NOT_MOBILE';
  return 'E_LENGTH';
};

const trim = (text: string): string => {
  let from = 0;
  let to = text.length;
  while (from < to && isBlank(text.charCodeAt(from))) from += 1;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to -= 1;
  return text.slice(from, to);
};

const withoutInvisible = (text: string): string => {
  let kept = '';
  for (const char of text) if (!isInvisible(char.codePointAt(0) ?? 0)) kept += char;
  return kept;
};

/** What people write around a number: blanks, invisible signs, Excel's apostrophe, full width. */
const clean = (raw: string, warnings: MobileWarning[]): string => {
  const visible = withoutInvisible(raw);
  let text = trim(visible);
  if (text.length < visible.length) warnings.push('W_TRIMMED');
  if (visible.length < raw.length) warnings.push('W_INVISIBLE_REMOVED');
  if (/^['’＇]/.test(text)) {
    warnings.push('W_APOSTROPHE');
    text = trim(text.slice(1));
  }
  const folded = text.replace(/[\uff01-\uff5e]/g, char => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
  if (folded !== text) warnings.push('W_FULLWIDTH');
  return folded;
};

interface National {
  readonly digits: string;
}

/** The national form of digits with or without `+`, or the code of a foreign number or a senseless plus. */
const toNational = (
  text: string,
  fromNumber: boolean,
  warnings: MobileWarning[],
): National | 'E_FOREIGN' | 'E_CHARS' => {
  const country = /^(?:\+|00)?8860?/.exec(text);
  if (country) {
    warnings.push('W_COUNTRY_CODE');
    return { digits: `0${text.slice(country[0].length)}` };
  }
  if (text.startsWith('+')) return text.startsWith('+0') ? 'E_CHARS' : 'E_FOREIGN';
  if (!/^9\d{8}$/.test(text)) return { digits: text };
  // A cell that holds a number cannot hold a leading zero: nobody lost it.
  if (!fromNumber) warnings.push('W_LEADING_ZERO_RESTORED');
  return { digits: `0${text}` };
};

/**
 * Reads one recipient by the row rules of the file format (RCP-1 … RCP-4): blanks, zero-width signs, an apostrophe,
 * full width, separators, +886 and a lost leading zero are mended and told; everything else is returned.
 *
 * @param raw what the cell holds; a `number` is a numeric cell of a spreadsheet
 */
export const normaliseMobile = (raw: string | number): MobileVerdict => {
  if (typeof raw === 'string' && raw.length === 10 && isMobile(raw))
    return { ok: true, mobile: raw, warnings: NONE };
  const warnings: MobileWarning[] = [];
  const refuse = (code: MobileError): MobileVerdict => ({ ok: false, code, warnings });
  const text = clean(String(raw), warnings);
  if (text === '') return { ok: false, code: 'E_MOBILE_MISSING', warnings: NONE };
  if (/^[=@]/.test(text)) return refuse('E_FORMULA');
  if (/^[+-]?\d+(?:\.\d+)?e[+-]?\d+$/i.test(text)) return refuse('E_SCIENTIFIC');
  if (typeof raw === 'number' && raw < 0) return refuse('E_CHARS');
  if (holdsSeveral(text)) return refuse('E_MULTIPLE');
  if (isDecimal(text)) return refuse('E_CHARS');
  const joined = text.replace(SEPARATORS, '');
  if (joined !== text) warnings.push('W_SEPARATOR');
  if (!/^\+?\d+$/.test(joined)) return refuse('E_CHARS');
  const national = toNational(joined, typeof raw === 'number', warnings);
  if (typeof national === 'string') return refuse(national);
  const { digits } = national;
  return isMobile(digits) ? { ok: true, mobile: digits, warnings } : refuse(refusalOf(digits));
};
