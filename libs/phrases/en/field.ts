import { formatDate } from '../format';
import { shown } from '../problem-phrase';
import type { Words } from '../zh-TW';

export const field: Words['field'] = {
  invalid_type: ({ expected, received }) =>
    received ? `Wrong type: expected ${expected}, got ${received}.` : 'Please fill in this field.',
  too_small: ({ minimum }) =>
    minimum === 1
      ? 'Please fill in this field.'
      : `Too short or too small${shown(minimum) ? `; at least ${shown(minimum)}` : ''}.`,
  too_big: ({ maximum }) => `Too long or too large${shown(maximum) ? `; at most ${shown(maximum)}` : ''}.`,
  invalid_format: ({ format }) =>
    ({
      datetime: 'Not a date and time, e.g. 2026-11-20T14:05:00+08:00.',
      date: 'Not a date, e.g. 2026-11-20.',
      uuid: 'Not a valid identifier.',
      email: 'Not an e-mail address.',
      certificate:
        'The certificate is not whole or not PEM; lines may be missing. Copy all that the carrier gave you again, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----, and no private key.',
    })[String(format)] ?? 'The format is wrong.',
  not_multiple_of: () => 'The value is wrong.',
  invalid_union: () => 'It fits none of the allowed forms.',
  invalid_key: () => 'The field’s name is wrong.',
  invalid_element: () => 'An item of the list is wrong.',
  invalid_value: () => 'Choose one of the list.',
  custom: () => 'The content is wrong.',
  required: () => 'Please fill in this field.',
  'too-short': () => 'The password is too short.',
  'too-long': () => 'The password is too long.',
  'no-lower-case': () => 'The password needs a lower-case letter.',
  'no-upper-case': () => 'The password needs an upper-case letter.',
  'no-digit': () => 'The password needs a digit.',
  'no-special': () => 'The password needs a special character.',
  'holds-login': () => 'The password may not hold the account name.',
  'not-fitting': () => 'It does not fit the other fields.',
  'certificate-expired': ({ until }) =>
    `The certificate expired${typeof until === 'string' ? ` on ${formatDate(until)}` : ''}. Ask the carrier for a new one and propose that.`,
  'unknown-field': () => 'This field is not known; remove it.',
  other: () => 'The content is wrong.',
};
