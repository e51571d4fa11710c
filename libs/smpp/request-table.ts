import type { NoAnswer, RequestOutcome } from './outcome';
import type { BareResponse, QuerySmResp } from './pdu';
import { STATUS } from './status';

type Pending = { readonly sentAt: number } & (
  | { readonly command: 'query_sm'; readonly end: (outcome: RequestOutcome<QuerySmResp>) => void }
  | { readonly command: 'cancel_sm'; readonly end: (outcome: RequestOutcome<BareResponse>) => void }
);

/** query_sm and cancel_sm without an answer: few, so a map will do. */
export class RequestTable {
  private readonly pending = new Map<number, Pending>();

  get size(): number {
    return this.pending.size;
  }

  add(sequence: number, pending: Pending): void {
    this.pending.set(sequence, pending);
  }

  /** Ends the request that `response` answers; false where there is none of its kind. */
  answer(response: QuerySmResp | BareResponse): boolean {
    const { sequence, status } = response;
    const pending = this.pending.get(sequence);
    if (pending === undefined) return false;
    if (response.command === 'generic_nack' || status !== STATUS.ESME_ROK) {
      if (response.command !== 'generic_nack' && response.command !== `${pending.command}_resp`) return false;
      pending.end({ kind: 'refused', status: status || STATUS.ESME_RUNKNOWNERR });
    } else if (pending.command === 'query_sm' && response.command === 'query_sm_resp') {
      pending.end({ kind: 'answered', response });
    } else if (pending.command === 'cancel_sm' && response.command === 'cancel_sm_resp') {
      pending.end({ kind: 'answered', response });
    } else {
      return false;
    }
    return this.pending.delete(sequence);
  }

  expire(now: number, timeoutMs: number, notBefore: number): void {
    for (const [sequence, { sentAt, end }] of this.pending) {
      if (now - Math.max(sentAt, notBefore) < timeoutMs) continue;
      this.pending.delete(sequence);
      end(NO_ANSWER.timeout);
    }
  }

  closeAll(): void {
    for (const { end } of this.pending.values()) end(NO_ANSWER.closed);
    this.pending.clear();
  }
}

const NO_ANSWER = {
  timeout: { kind: 'no-answer', reason: 'timeout' },
  closed: { kind: 'no-answer', reason: 'closed' },
} as const satisfies Record<string, NoAnswer>;
