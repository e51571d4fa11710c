import type { MessageFields, Session, SubmitOutcome } from '@sms111/smpp';
import { UNSENDABLE } from './segment-pdus';

/** Where claims are handed in. */
export type Gate = Pick<Session, 'submit'>;

const INVALID: SubmitOutcome = { kind: 'not-written', reason: 'invalid' };
const CLOSED: SubmitOutcome = { kind: 'not-written', reason: 'closed' };

/**
 * The way into a link's session. Places that hold the same PDU are one submit_sm (`payload`), whose one answer is that of all of
 * them; what cannot be sent is settled at once. `observe` sees the outcome of each submit_sm, once.
 */
export class LinkGate implements Gate {
  constructor(
    private readonly session: () => Gate | null,
    private readonly observe: (outcome: SubmitOutcome) => void,
  ) {}

  submit: Session['submit'] = (pdus, settle, options) => {
    const session = this.session();
    if (!session) {
      pdus.forEach((_, index) => settle(index, CLOSED));
      return;
    }
    const distinct: MessageFields[] = [];
    /** Places of each distinct PDU: from, and up to before. */
    const from: number[] = [];
    pdus.forEach((pdu, index) => {
      if (pdu === UNSENDABLE) settle(index, INVALID);
      else if (pdu !== pdus[index - 1]) {
        distinct.push(pdu);
        from.push(index);
      }
    });
    const each = (at: number, tell: (index: number) => void): void => {
      const first = from[at] ?? 0;
      const pdu = pdus[first];
      for (let index = first; index < pdus.length && pdus[index] === pdu; index++) tell(index);
    };
    const late = options?.late;
    session.submit(
      distinct,
      (at, outcome) => {
        this.observe(outcome);
        each(at, index => settle(index, outcome));
      },
      { ...options, ...(late && { late: (at, answer) => each(at, index => late(index, answer)) }) },
    );
  };
}
