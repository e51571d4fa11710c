import type { Outcome, PartState, Reason } from './lifecycle';

/** What a carrier's word or number means for a part; `null`: it is still on its way. */
export type ReceiptOutcome = Outcome<
  Extract<PartState, 'delivered' | 'failed' | 'expired' | 'unknown'>
> | null;

/** How one carrier speaks (telecom.md 2.6). No public list exists: this is data, per carrier. */
export interface CarrierErrorMap {
  /** The `stat:` word of a receipt's text. */
  readonly stat: Readonly<Record<string, ReceiptOutcome>>;
  /** The `err:` code; it makes the reason of a failure more exact. */
  readonly err: Readonly<Record<string, Reason>>;
}

const failed = (reason: Reason): ReceiptOutcome => ({ state: 'failed', reason });
const DELIVERED: ReceiptOutcome = { state: 'delivered', reason: 'delivered' };
const EXPIRED: ReceiptOutcome = { state: 'expired', reason: 'expired' };
const UNKNOWN: ReceiptOutcome = { state: 'unknown', reason: 'unknown' };

export const DEFAULT_ERROR_MAP: CarrierErrorMap = {
  stat: {
    DELIVRD: DELIVERED,
    EXPIRED,
    DELETED: failed('deleted'),
    UNDELIV: failed('handset-fail'),
    UNKNOWN,
    REJECTD: failed('rejected'),
    ENROUTE: null,
    ACCEPTD: null,
    SCHEDULED: null,
    SKIPPED: failed('rejected'),
    // Words of Taiwanese gateways beside the standard ones.
    MOBERROR: failed('invalid-number'),
    MSGERROR: failed('content-refused'),
    SYNTAXE: failed('content-refused'),
    REJERROR: failed('rejected'),
    OTHERROR: UNKNOWN,
  },
  // Error numbers of the mobile application part, which most message centres pass on.
  err: {
    '1': 'invalid-number',
    '5': 'invalid-number',
    '6': 'handset-fail',
    '9': 'barred',
    '11': 'barred',
    '12': 'handset-fail',
    '13': 'barred',
    '27': 'handset-fail',
    '31': 'handset-fail',
    '32': 'handset-fail',
    '34': 'gateway-fail',
  },
};

/** `message_state` of SMPP 3.4 (5.2.28) and 5.0, as the word of the text receipt. */
const STAT_OF_STATE: Readonly<Record<number, string>> = {
  0: 'SCHEDULED',
  1: 'ENROUTE',
  2: 'DELIVRD',
  3: 'EXPIRED',
  4: 'DELETED',
  5: 'UNDELIV',
  6: 'ACCEPTD',
  7: 'UNKNOWN',
  8: 'REJECTD',
  9: 'SKIPPED',
};

/**
 * What a receipt's text says: `stat:UNDELIV err:001`. A word that nobody knows is `unknown`; it never counts as
 * delivered, so it is never billed.
 */
export const outcomeOfStat = (
  stat: string,
  err = '',
  map: CarrierErrorMap = DEFAULT_ERROR_MAP,
): ReceiptOutcome => {
  const word = stat.trim().toUpperCase();
  const outcome = Object.hasOwn(map.stat, word) ? (map.stat[word] ?? null) : UNKNOWN;
  if (outcome?.state !== 'failed') return outcome;
  const code = err.trim().replace(/^0+(?=.)/, '');
  const exact = Object.hasOwn(map.err, code) ? map.err[code] : undefined;
  return exact ? failed(exact) : outcome;
};

/** What the TLV `message_state` says, with the number of `network_error_code` where there is one. */
export const outcomeOfMessageState = (
  messageState: number,
  networkError?: number,
  map: CarrierErrorMap = DEFAULT_ERROR_MAP,
): ReceiptOutcome =>
  outcomeOfStat(
    STAT_OF_STATE[messageState] ?? '',
    networkError === undefined ? '' : String(networkError),
    map,
  );
