import { isDigit, type Run, runFrom, wordsOf } from './digit-run';
import { readTail } from './extension';
import { foldWidth } from './fold';
import { isShortCode, readNumber } from './number-plan';
import { counts, isCalled, isSurelyCalled, namesAThing, standTogether } from './phone-context';

/** A telephone number in a text. */
export interface FoundPhone {
  readonly from: number;
  readonly to: number;
  /** Whether a phone calls it as it stands: half width, a number of the plan, at most one extension behind `#`. */
  readonly callable: boolean;
  /** How it should be written; `null` when that cannot be known. */
  readonly canonical: string | null;
}

interface Candidate {
  readonly callable: boolean;
  readonly canonical: string | null;
  /** Taken for a number only because it ends the text: an amount may do so too, so it must be faultless. */
  readonly byPlace?: boolean;
}

/** Nothing stands behind but the one sign that the rule tolerates. */
const isAtEnd = (text: string, to: number): boolean => /^[。.)]?$/.test(text.slice(to, to + 2));

/** Part of a code: letters at either side, or joined to one by a sign (A-0912…, 0912…@host, 第0912…號). */
const isPartOfCode = (text: string, run: Run, called: boolean): boolean =>
  (!called && /[A-Za-z0-9_]$|[A-Za-z0-9][-._=]$/.test(text.slice(Math.max(0, run.from - 2), run.from))) ||
  /^[A-Za-z0-9_@號]|^[-.]\d/.test(text.slice(run.to, run.to + 2));

/** 08:00 to 17:00 written 0800-1700. */
const isHours = (digits: string): boolean =>
  /^(?:[01]\d|2[0-4])[0-5]\d[- ](?:[01]\d|2[0-4])[0-5]\d$/.test(digits);

/** A full number of the plan. Without signs a landline could be any code: then words or its place must say so. */
const fullNumber = (text: string, run: Run, called: boolean, atEnd: boolean): Candidate | null => {
  const written = text.slice(run.from, run.to);
  const number = readNumber(written);
  if (!number) return null;
  const groups = written.split(/\D+/).filter(group => group !== '');
  const grouped = groups.length > 1 && (number.lead === 0 || groups[0]?.length === number.lead);
  const bare = groups.length === 1 && (number.kind === 'mobile' || number.kind === 'free');
  const clear = number.kind === 'foreign' || written.startsWith('+') || grouped || bare;
  const dotted = written.includes('.');
  const byPlace = !called && (!clear || dotted);
  if (byPlace && !atEnd) return null;
  return { callable: number.dialable && !dotted, canonical: number.canonical, byPlace };
};

/** Behind 「電話」 or 「請撥」 stands something that no phone can call: digits missing, or the area code. */
const brokenNumber = (text: string, run: Run): Candidate | null => {
  const written = text.slice(run.from, run.to);
  const digits = written.replace(/\D/g, '');
  const plausible = digits.length >= 7 && digits.length <= 12 && !/[.+]/.test(written) && !isHours(written);
  const isDate = /^(?:19|20)\d{2}-?(?:0[1-9]|1[0-2])-?[0-3]\d$/.test(written);
  if (!plausible || isDate || counts(text, run.to) || !isSurelyCalled(text, run.from)) return null;
  return { callable: false, canonical: /^4(?:12|49|05)\d{4}$/.test(digits) ? `02-${digits}` : null };
};

/** Fewest digits of a number that is no short code. */
const FEWEST_DIGITS = 7;

const judgeRun = (text: string, run: Run, previous: FoundPhone | undefined): Candidate | null => {
  const written = text.slice(run.from, run.to);
  // Most runs are dates, amounts and counts: too short to be looked at.
  if (written.length < FEWEST_DIGITS && !isShortCode(written)) return null;
  const called = isCalled(text, run.from);
  const afterTail = readTail(text, run.to).to;
  if (isPartOfCode(text, { from: run.from, to: afterTail }, called)) return null;
  if (!called && namesAThing(text, run.from)) return null;
  const meant = called || (previous !== undefined && standTogether(text.slice(previous.to, run.from)));
  const atEnd = isAtEnd(text, afterTail);
  if (!isShortCode(written)) return fullNumber(text, run, meant, atEnd) ?? brokenNumber(text, run);
  if ((!meant && !atEnd) || counts(text, run.to)) return null;
  return { callable: true, canonical: written, byPlace: !meant };
};

const withExtensions = (canonical: string, extensions: readonly string[]): string =>
  extensions.length === 0 ? canonical : extensions.map(extension => `${canonical}#${extension}`).join('、');

/** The numbers in one run: the run whole, or what its words give, the longest first. */
const readRun = (folded: string, text: string, run: Run, previous: FoundPhone | undefined): FoundPhone[] => {
  const phoneAt = (at: Run, before: FoundPhone | undefined): FoundPhone | null => {
    const candidate = judgeRun(folded, at, before);
    if (!candidate) return null;
    const { to, extensions, standard } = readTail(folded, at.to);
    const halfWidth = folded.slice(at.from, to) === text.slice(at.from, to);
    const callable = candidate.callable && standard && halfWidth;
    if (candidate.byPlace && !callable) return null;
    return {
      from: at.from,
      to,
      callable,
      canonical: candidate.canonical && withExtensions(candidate.canonical, extensions),
    };
  };
  const whole = phoneAt(run, previous);
  if (whole) return [whole];
  const words = wordsOf(folded, run);
  const found: FoundPhone[] = [];
  if (words.length < 2) return found;
  for (let first = 0; first < words.length; first += 1) {
    for (let last = words.length - 1; last >= first; last -= 1) {
      const from = words[first]?.from ?? run.from;
      const phone = phoneAt({ from, to: words[last]?.to ?? run.to }, found.at(-1) ?? previous);
      if (!phone) continue;
      found.push(phone);
      first = last;
      break;
    }
  }
  return found;
};

/**
 * The telephone numbers of a text, in order. Taken for one: numbers of the national plan in their usual groups,
 * `+` numbers, and, where words such as 「電話」 or 「洽」 lead to them or they stand in a list with others or at the
 * very end, also ungrouped landlines and short codes (1922). Dates, amounts, 案號, 統編 and codes are not (M51).
 * `hidden` are stretches that are never read, such as web addresses.
 */
export const findPhones = (text: string, hidden: readonly Run[] = []): FoundPhone[] => {
  let folded = foldWidth(text);
  for (const { from, to } of hidden)
    folded = folded.slice(0, from) + 'x'.repeat(to - from) + folded.slice(to);
  const found: FoundPhone[] = [];
  for (let at = 0; at < folded.length; at += 1) {
    if (!isDigit(folded.charCodeAt(at))) continue;
    const run = runFrom(folded, at);
    found.push(...readRun(folded, text, run, found.at(-1)));
    at = Math.max(run.to, found.at(-1)?.to ?? 0) - 1;
  }
  return found;
};
