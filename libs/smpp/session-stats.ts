/** Counts since the session was opened; they only grow. */
export interface SessionStats {
  /** submit_sm handed to the socket = accepted + refused + unanswered + in flight. */
  submitted: number;
  accepted: number;
  refused: number;
  /** Of the refused: ESME_RTHROTTLED and ESME_RMSGQFUL. */
  throttled: number;
  /** Ended in `no-answer`; `late` of them were answered afterwards. */
  unanswered: number;
  late: number;
  notWritten: number;
  /** deliver_sm and data_sm given to the caller, and their answers. */
  delivered: number;
  acknowledged: number;
  faults: number;
  bytesIn: number;
  bytesOut: number;
}

export const noStats = (): SessionStats => ({
  submitted: 0,
  accepted: 0,
  refused: 0,
  throttled: 0,
  unanswered: 0,
  late: 0,
  notWritten: 0,
  delivered: 0,
  acknowledged: 0,
  faults: 0,
  bytesIn: 0,
  bytesOut: 0,
});
