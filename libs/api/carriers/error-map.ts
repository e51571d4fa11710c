import {
  DEFAULT_ERROR_MAP,
  DEFAULT_STATUS_MAP,
  type CarrierErrorMap,
  type Reason,
  type ReceiptOutcome,
  type SubmitAnswer,
} from '@sms111/domain';

export type ErrorSource = 'submit' | 'stat' | 'err';
export type ErrorAction = 'again' | 'other-carrier' | 'final' | 'wait';

/** One line of how a carrier speaks: `submit` a command_status (`0x40b`), `stat` a receipt's word, `err` its number. */
export interface ErrorEntry {
  readonly source: ErrorSource;
  readonly code: string;
  readonly reason: Reason;
  readonly action: ErrorAction;
  readonly note: string;
}

/** A carrier's own meanings over those of the standard (FMT of telecom.md 2.6). */
export interface ErrorMap {
  readonly submit: Readonly<Record<number, SubmitAnswer>>;
  readonly receipts: CarrierErrorMap;
}

export const STANDARD_ERRORS: ErrorMap = { submit: DEFAULT_STATUS_MAP, receipts: DEFAULT_ERROR_MAP };

const ANSWERS: Readonly<Record<ErrorAction, SubmitAnswer['answer']>> = {
  again: 'again',
  'other-carrier': 'elsewhere',
  final: 'refused',
  wait: 'again',
};

/** The state that a receipt's word brings a part to follows from the reason. */
const receiptOutcome = ({ action, reason }: ErrorEntry): ReceiptOutcome => {
  if (action === 'wait') return null;
  if (reason === 'delivered') return { state: 'delivered', reason };
  if (reason === 'expired') return { state: 'expired', reason };
  if (reason === 'unknown') return { state: 'unknown', reason };
  return { state: 'failed', reason };
};

/** One spelling for one code: `1035` and `0x040B` are `0x40b`; words are capitals; numbers have no leading zeros. */
export const normaliseCode = (source: ErrorSource, code: string): string => {
  const text = code.trim();
  if (source === 'stat') return text.toUpperCase();
  if (source === 'err') return text.replace(/^0+(?=.)/, '');
  return `0x${Number(text).toString(16)}`;
};

/** Puts a carrier's entries over the standard's. */
export const errorMapOf = (entries: readonly ErrorEntry[]): ErrorMap => {
  if (entries.length === 0) return STANDARD_ERRORS;
  const of = (source: ErrorSource) => entries.filter(entry => entry.source === source);
  return {
    submit: {
      ...DEFAULT_STATUS_MAP,
      ...Object.fromEntries(
        of('submit').map(entry => [
          Number(entry.code),
          { answer: ANSWERS[entry.action], reason: entry.reason },
        ]),
      ),
    },
    receipts: {
      stat: {
        ...DEFAULT_ERROR_MAP.stat,
        ...Object.fromEntries(of('stat').map(entry => [entry.code, receiptOutcome(entry)])),
      },
      err: {
        ...DEFAULT_ERROR_MAP.err,
        ...Object.fromEntries(of('err').map(entry => [entry.code, entry.reason])),
      },
    },
  };
};
