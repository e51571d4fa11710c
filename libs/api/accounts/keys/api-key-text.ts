import { randomInt } from 'node:crypto';

/** Letters and digits that are not mistaken for each other when read out. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const HINT_LENGTH = 8;

/** `sms111_<hint>_<secret>`: the prefix lets secret scanners find a leaked key, the hint tells keys apart. */
const FORMAT = /^sms111_[a-z0-9]{8}_[A-Za-z0-9_-]{43}$/;

export const newKeyHint = (): string =>
  Array.from({ length: HINT_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

export const keyText = (hint: string, secret: string): string => `sms111_${hint}_${secret}`;

/** The key of an `Authorization: Bearer …` header; `null` when it is none of ours. */
export const bearerKey = (authorization: string): string | null => {
  const [scheme = '', key = '', ...rest] = authorization.trim().split(/ +/);
  return /^bearer$/i.test(scheme) && rest.length === 0 && FORMAT.test(key) ? key : null;
};
