import type { ResponsePdu } from './pdu';
import type { RequestTable } from './request-table';
import type { SessionStats } from './session-stats';
import { isThrottle, STATUS } from './status';
import type { SubmitWindow } from './submit-window';
import type { Watch } from './watch';

/** Finds the request that an answer of the carrier belongs to, and ends it. */
export class Answers {
  constructor(
    private readonly window: SubmitWindow,
    private readonly requests: RequestTable,
    private readonly watch: Watch,
    private readonly stats: SessionStats,
  ) {}

  /** False where the answer belongs to nothing that is open: unknown, ended, or of another kind. */
  take(pdu: ResponsePdu, now: number): boolean {
    switch (pdu.command) {
      case 'submit_sm_resp':
        return this.submit(pdu.sequence, pdu.status, pdu.messageId, now);
      case 'enquire_link_resp':
        return this.watch.answered(pdu.sequence);
      case 'query_sm_resp':
      case 'cancel_sm_resp':
        return this.requests.answer(pdu);
      case 'generic_nack':
        // A nack never says that a message was taken, whatever its status.
        return (
          this.watch.answered(pdu.sequence) ||
          this.requests.answer(pdu) ||
          this.submit(pdu.sequence, pdu.status || STATUS.ESME_RUNKNOWNERR, '', now)
        );
      default:
        return false;
    }
  }

  private submit(sequence: number, status: number, messageId: string, now: number): boolean {
    const when = this.window.answer(sequence, status, messageId, now);
    if (when === 'late') this.stats.late++;
    else if (when === 'in-time') this.count(status);
    return when !== null;
  }

  private count(status: number): void {
    if (status === STATUS.ESME_ROK) {
      this.stats.accepted++;
      return;
    }
    this.stats.refused++;
    if (isThrottle(status)) this.stats.throttled++;
  }
}
