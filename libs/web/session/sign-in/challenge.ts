import { isProblem } from '@sms111/web/data';
import type { enterPassword, ResponseOf, secondFactorMethod } from '@sms111/contracts';

/** The first factor was right: what the account may confirm with. */
export type Challenge = ResponseOf<typeof enterPassword>;
export type Method = (typeof secondFactorMethod)['options'][number];

const KEY = 'sms111.second-factor';

/** The method of the last time in this browser, when the account still has it; else its first. */
export const preferredMethod = ({ methods }: Challenge): Method => {
  const last = localStorage.getItem(KEY);
  return methods.find(method => method === last) ?? methods[0] ?? 'totp';
};

export const rememberMethod = (method: Method): void => localStorage.setItem(KEY, method);

/** Whether the first step must be done again: the challenge is used up, or over. */
export const endsChallenge = (error: unknown): boolean =>
  isProblem(error, 'too-many-attempts') ||
  (isProblem(error, 'code-wrong', 'code-expired') && error.params['restart'] === true);
