import type { FieldFault } from './fault';

/** A carrier's answer to a submit_sm. */
export type SubmitAnswer =
  | { readonly kind: 'accepted'; readonly messageId: string; readonly latencyMs: number }
  /** Definite: the carrier did not take the segment (`command_status`, or that of a generic_nack). */
  | { readonly kind: 'refused'; readonly status: number; readonly latencyMs: number };

/** Definite: no octet of this segment was handed to the socket. */
export interface NotWritten {
  readonly kind: 'not-written';
  readonly reason: 'not-bound' | 'window-full' | 'draining' | 'closed' | 'invalid';
  /** With `invalid`: the field that no carrier would take. */
  readonly fault?: FieldFault;
}

/** It was handed to the socket and nothing came back: it may have left, so nobody may send it again. */
export interface NoAnswer {
  readonly kind: 'no-answer';
  readonly reason: 'timeout' | 'closed';
}

/** The one end of every submit. */
export type SubmitOutcome = SubmitAnswer | NotWritten | NoAnswer;

/** The one end of a query_sm or cancel_sm. */
export type RequestOutcome<Resp> =
  | { readonly kind: 'answered'; readonly response: Resp }
  | { readonly kind: 'refused'; readonly status: number }
  | NotWritten
  | NoAnswer;

/** Called exactly once for each index of the array that was submitted, perhaps before `submit` returns. */
export type Settle = (index: number, outcome: SubmitOutcome) => void;

/** An answer that came after its submit had ended in `no-answer` by timeout. At most once an index. */
export type Late = (index: number, answer: SubmitAnswer) => void;

/** What the PDUs of one call to `submit` share. */
export interface SubmitBatch {
  readonly settle: Settle;
  readonly late: Late | undefined;
}
