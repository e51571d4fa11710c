import type { Reason } from './lifecycle';

/**
 * What the `command_status` of a submit_sm_resp asks for. Every one is a definite answer; no answer is `unconfirmed`
 * and never comes here.
 * - `accepted`: the carrier has it
 * - `again`: not now: back off, then the same or another link
 * - `elsewhere`: not here: once to the number's other network, then failed (a port that we missed)
 * - `refused`: never
 */
export interface SubmitAnswer {
  readonly answer: 'accepted' | 'again' | 'elsewhere' | 'refused';
  readonly reason: Reason;
}

const again = (reason: Reason): SubmitAnswer => ({ answer: 'again', reason });
const refused = (reason: Reason): SubmitAnswer => ({ answer: 'refused', reason });

/** SMPP 3.4, 5.1.3. Data, so that a carrier's own numbers can be added. */
export const DEFAULT_STATUS_MAP: Readonly<Record<number, SubmitAnswer>> = {
  0x00: { answer: 'accepted', reason: 'none' },
  0x01: refused('content-refused'), // ESME_RINVMSGLEN
  0x04: again('gateway-fail'), // ESME_RINVBNDSTS: the session must be bound anew
  0x08: again('gateway-fail'), // ESME_RSYSERR
  0x0a: again('gateway-fail'), // ESME_RINVSRCADR: 111 is not open on this link
  0x0b: { answer: 'elsewhere', reason: 'invalid-number' }, // ESME_RINVDSTADR
  0x0d: again('gateway-fail'), // ESME_RBINDFAIL
  0x14: again('throttled'), // ESME_RMSGQFUL
  0x45: again('gateway-fail'), // ESME_RSUBMITFAIL
  0x48: again('gateway-fail'), // ESME_RINVSRCTON
  0x49: again('gateway-fail'), // ESME_RINVSRCNPI
  0x50: { answer: 'elsewhere', reason: 'invalid-number' }, // ESME_RINVDSTTON
  0x51: { answer: 'elsewhere', reason: 'invalid-number' }, // ESME_RINVDSTNPI
  0x58: again('throttled'), // ESME_RTHROTTLED
  0x64: again('gateway-fail'), // ESME_RX_T_APPN
  0x65: refused('rejected'), // ESME_RX_P_APPN
  0x66: refused('rejected'), // ESME_RX_R_APPN
  0xfe: refused('rejected'), // ESME_RDELIVERYFAILURE
  0xff: again('gateway-fail'), // ESME_RUNKNOWNERR
};

/** What to do about a `command_status`. An unknown one is a refusal: nobody knows that it is temporary,
 * and a person can send again. */
export const answerOfStatus = (
  commandStatus: number,
  map: Readonly<Record<number, SubmitAnswer>> = DEFAULT_STATUS_MAP,
): SubmitAnswer => map[commandStatus] ?? refused('rejected');
