import { type FoundPhone, findPhones } from '../phone/find-phones';
import type { Run } from '../phone/digit-run';
import { standTogether } from '../phone/phone-context';
import type { Finding } from './findings';

/** How many of the numbers, counted from the back, end the text together; one sign 。.）) may follow. */
const countAtEnd = (text: string, phones: readonly FoundPhone[]): number => {
  const end = text.length - (/[。.．)）]$/.test(text) ? 1 : 0);
  let next = -1;
  let count = 0;
  for (const phone of phones.toReversed()) {
    const joined =
      next < 0 ? phone.to === end || phone.to === text.length : standTogether(text.slice(phone.to, next));
    if (!joined) break;
    next = phone.from;
    count += 1;
  }
  return count;
};

const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

const emailsIn = (text: string): Run[] =>
  text.includes('@')
    ? [...text.matchAll(EMAIL)].map(match => ({ from: match.index, to: match.index + match[0].length }))
    : [];

/**
 * The rule of contact phones (FMT-12, A6): if there is one it ends the message, several stand together at the end,
 * and each is written so that a phone calls it at a touch.
 *
 * @param body the text without its signature line
 * @param urls stretches of `body` that are web addresses
 */
export const judgePhones = (
  body: string,
  urls: readonly Run[],
): Finding<'E_PHONE_NOT_LAST' | 'E_PHONE_FORMAT'>[] => {
  const phones = findPhones(body, [...urls, ...emailsIn(body)]);
  if (phones.length === 0) return [];
  const firstAtEnd = phones.length - countAtEnd(body, phones);
  const findings: Finding<'E_PHONE_NOT_LAST' | 'E_PHONE_FORMAT'>[] = [];
  phones.forEach(({ from, to }, at) => {
    if (at < firstAtEnd) findings.push({ code: 'E_PHONE_NOT_LAST', from, to, value: body.slice(from, to) });
  });
  for (const { from, to, callable, canonical } of phones) {
    if (callable) continue;
    const suggestion = canonical === null ? {} : { suggestion: canonical };
    findings.push({ code: 'E_PHONE_FORMAT', from, to, value: body.slice(from, to), ...suggestion });
  }
  return findings;
};
