import { STATUS, statusName, type CloseReason } from '@sms111/smpp';

const FIRST_LOST_MS = 250;
const LONGEST_LOST_MS = 8_000;
const FIRST_REFUSED_MS = 2_000;
const LONGEST_REFUSED_MS = 60_000;
/** Every try with a wrong password brings us nearer to being locked out. */
const WRONG_PASSWORD_MS = 15 * 60_000;

/**
 * How long to wait before the next bind, in milliseconds, after `failures` others in a row. Lost connections come back soon; a
 * carrier that refuses binds is not hammered; a wrong password is tried rarely.
 */
export const bindPause = (reason: CloseReason | undefined, failures: number): number => {
  if (reason && isCredentials(reason)) return WRONG_PASSWORD_MS;
  if (reason?.kind === 'bind-refused') return Math.min(FIRST_REFUSED_MS * 2 ** failures, LONGEST_REFUSED_MS);
  return Math.min(FIRST_LOST_MS * 2 ** failures, LONGEST_LOST_MS);
};

/** Whether only a person can mend it: the carrier does not know us by this name and password. */
export const isCredentials = (reason: CloseReason): boolean =>
  reason.kind === 'invalid-bind' ||
  (reason.kind === 'bind-refused' &&
    (reason.status === STATUS.ESME_RINVPASWD || reason.status === STATUS.ESME_RINVSYSID));

/** The reason as the board shows it: `bind-refused ESME_RINVPASWD`, `connect-failed ECONNREFUSED`. No secret. */
export const closeWords = (reason: CloseReason): string => {
  switch (reason.kind) {
    case 'bind-refused':
      return `bind-refused ${statusName(reason.status)}`;
    case 'connect-failed':
    case 'socket-error':
      return `${reason.kind} ${reason.code}`;
    case 'invalid-bind':
      return `invalid-bind ${reason.fault.field}`;
    default:
      return reason.kind;
  }
};
