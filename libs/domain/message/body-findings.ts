import { TRAIT } from './characters';
import { judgePhones } from './contact-phone';
import { type ContentError, type ContentWarning, type Finding, NONE } from './findings';
import { findLostCharacters } from './mojibake';
import type { ContentPolicy } from './policy';
import { findUrls } from './url';

const FULL_WIDTH_DIGITS = /[\uff10-\uff19]+/g;
const halfWidth = (digits: string): string =>
  digits.replace(/./g, digit => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));

const fullWidthDigits = (body: string, start: number): Finding<ContentWarning>[] =>
  [...body.matchAll(FULL_WIDTH_DIGITS)].map(({ 0: value, index }) => ({
    code: 'W_FULLWIDTH_DIGIT',
    from: start + index,
    to: start + index + value.length,
    value,
    suggestion: halfWidth(value),
  }));

export interface BodyFindings {
  readonly errors: readonly Finding<ContentError>[];
  readonly warnings: readonly Finding<ContentWarning>[];
}

export const NO_WORDS: BodyFindings = { errors: NONE, warnings: NONE };

/** What the words behind the signature line say: addresses, telephones, lost characters. Offsets are in the text. */
export const judgeBody = (
  text: string,
  start: number,
  traits: number,
  policy: ContentPolicy,
): BodyFindings => {
  if ((traits & (TRAIT.digit | TRAIT.address | TRAIT.question)) === 0) return NO_WORDS;
  const body = text.slice(start);
  const urls = traits & TRAIT.address ? findUrls(body) : [];
  const phones = traits & TRAIT.digit ? judgePhones(body, urls) : [];
  const lost = traits & TRAIT.question ? findLostCharacters(body) : null;
  if (urls.length === 0 && phones.length === 0 && !lost && !(traits & TRAIT.fullWidthDigit)) return NO_WORDS;
  const errors: Finding<ContentError>[] = [];
  const warnings: Finding<ContentWarning>[] = urls.map(({ from, to, host }) => ({
    code: 'W_URL',
    from: start + from,
    to: start + to,
    value: host,
  }));
  if (lost) errors.push({ ...lost, from: start + (lost.from ?? 0), to: start + (lost.to ?? 0) });
  for (const phone of phones) {
    const placed = { ...phone, from: start + (phone.from ?? 0), to: start + (phone.to ?? 0) };
    if (phone.code === 'E_PHONE_NOT_LAST' && policy.phoneNotLast === 'warning')
      warnings.push({ ...placed, code: 'W_PHONE_NOT_LAST' });
    else errors.push(placed);
  }
  if (traits & TRAIT.fullWidthDigit) warnings.push(...fullWidthDigits(body, start));
  return { errors, warnings };
};
