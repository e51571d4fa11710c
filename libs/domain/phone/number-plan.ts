export type PhoneKind = 'mobile' | 'landline' | 'free' | 'voip' | 'short' | 'foreign';

export interface PlanNumber {
  readonly kind: PhoneKind;
  /** As the application form writes it: `02-12345678`, `0912-345-678`, `0800-009-868`, `1999`. */
  readonly canonical: string;
  /** Digits of the area code or of the first group, 0 when there is none. */
  readonly lead: number;
}

/** Area codes of more than two digits (telecom.md 2.1); every other area code is 02 … 08. */
const LONG_AREAS = ['0826', '0836', '037', '049', '082', '089'];

const areaOf = (digits: string): string =>
  LONG_AREAS.find(area => digits.startsWith(area)) ?? digits.slice(0, 2);

const inThrees = (digits: string): string => `${digits.slice(0, 4)}-${digits.slice(4, 7)}-${digits.slice(7)}`;

const landline = (digits: string): PlanNumber | null => {
  const area = areaOf(digits);
  const subscriber = digits.slice(area.length);
  if (subscriber.startsWith('0')) return null;
  // 02 has eight digits; seven only for the island-wide numbers 412… and 449…, which mobiles call with 02.
  if (area === '02' && digits.length === 9 && !subscriber.startsWith('4')) return null;
  return { kind: 'landline', canonical: `${area}-${subscriber}`, lead: area.length };
};

/**
 * A number of the national plan in national form, digits only. Lengths are kept loose where sources differ: 9 or 10
 * digits for a landline. `null` when no telephone in Taiwan could have it.
 */
export const readNational = (digits: string): PlanNumber | null => {
  if (/^09\d{8}$/.test(digits)) return { kind: 'mobile', canonical: inThrees(digits), lead: 4 };
  if (/^0[258]0\d{7}$/.test(digits)) return { kind: 'free', canonical: inThrees(digits), lead: 4 };
  if (/^070\d{8}$/.test(digits))
    return { kind: 'voip', canonical: `070-${digits.slice(3, 7)}-${digits.slice(7)}`, lead: 3 };
  if (/^0[2-8][1-9]\d{6,7}$/.test(digits)) return landline(digits);
  return null;
};

/** A three- or four-digit service number: 1xx, 19xx (110, 165, 1922, 1999 …). */
export const isShortCode = (digits: string): boolean => /^1(?:\d{2}|9\d{2})$/.test(digits);

/**
 * A number in any writing: national, `+886`, `886`, `00886`, or foreign with `+`. `dialable` is false where a
 * phone would not connect it as it stands (`886…` without the plus, a 0 behind +886).
 */
export const readNumber = (text: string): (PlanNumber & { readonly dialable: boolean }) | null => {
  const digits = text.replace(/\D/g, '');
  const plus = text.startsWith('+');
  const country = /^(?:00)?886(0?)/.exec(digits);
  if (country && (plus || !digits.startsWith('0') || digits.startsWith('00'))) {
    const number = readNational(`0${digits.slice(country[0].length)}`);
    return number && { ...number, dialable: plus && country[1] === '' };
  }
  if (plus)
    return /^[1-9]\d{7,14}$/.test(digits)
      ? { kind: 'foreign', canonical: `+${digits}`, lead: 0, dialable: true }
      : null;
  const number = readNational(digits);
  return number && { ...number, dialable: true };
};
