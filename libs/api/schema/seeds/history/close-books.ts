import { AccountViews } from '@sms111/api/accounts';
import { BATCH_STATE, STATE } from '@sms111/api/messages';
import { Notices } from '@sms111/api/notices';
import type { Tx } from '@sms111/api/platform';
import { QuotaLedger } from '@sms111/api/quota';
import { formatBatchId, type MessageState } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { PastClock } from '../past-clock';
import type { PlannedBatch } from './plan-history';

const RARE: readonly MessageState[] = ['partly-delivered', 'failed', 'expired', 'unknown', 'unconfirmed'];

export interface EndedBatch {
  readonly batch: number;
  readonly planned: PlannedBatch;
  readonly handedOverAt: Date;
  readonly completedAt: Date;
}

/** What follows from the states of a batch's messages: tally, exceptions, counters, ledger, the word to its sender. */
@Injectable()
export class CloseBooks {
  constructor(
    private readonly clock: PastClock,
    private readonly ledger: QuotaLedger,
    private readonly accounts: AccountViews,
    private readonly notices: Notices,
  ) {}

  async execute(tx: Tx, ended: EndedBatch): Promise<void> {
    const { batch, planned, completedAt } = ended;
    const { unitId, accountId } = planned.sender.actor;
    await this.tally(tx, batch);
    const { charged, released } = await this.count(tx, ended);
    await this.ledger.settle(tx, [{ batch, unitId, accountId, charged, released, adjusted: 0 }], completedAt);
    if (planned.campaign.channel !== 'api') await this.clock.during(completedAt, () => this.tell(tx, ended));
  }

  private async tally(tx: Tx, batch: number): Promise<void> {
    await tx.execute('DELETE FROM batch_tally WHERE batch = $1', [batch]);
    await tx.execute(
      `INSERT INTO batch_tally (batch, carrier, state, reason, messages, segments)
       SELECT batch, carrier, state, reason, count(*), sum(parts) FROM message_state WHERE batch = $1 GROUP BY 1, 2, 3, 4`,
      [batch],
    );
    await tx.execute(
      `INSERT INTO message_exception (batch, seq, state, reason, at)
       SELECT batch, seq, state, reason, coalesce(final_at, submitted_at) FROM message_state
        WHERE batch = $1 AND state = ANY ($2)`,
      [batch, RARE.map(state => STATE.number(state))],
    );
  }

  private async count(
    tx: Tx,
    { batch, handedOverAt, completedAt }: EndedBatch,
  ): Promise<{ charged: number; released: number }> {
    const [sums] = await tx.query<{ charged: number; released: number }>(
      `UPDATE batch b
          SET state = $2, waiting_messages = 0, open_messages = 0, handed_over_at = $3, completed_at = $4,
              charged = s.charged, released = s.released
         FROM (SELECT coalesce(sum(parts) FILTER (WHERE state = $5), 0) AS charged,
                      coalesce(sum(parts) FILTER (WHERE state NOT IN ($5, $6)), 0) AS released
                 FROM message_state WHERE batch = $1) s
        WHERE b.id = $1 RETURNING b.charged, b.released`,
      [
        batch,
        BATCH_STATE.number('completed'),
        handedOverAt,
        completedAt,
        STATE.number('delivered'),
        STATE.number('unconfirmed'),
      ],
    );
    if (!sums) throw new Error(`batch ${batch} vanished`);
    return sums;
  }

  /** In the application only: the mails of the past month were delivered then. */
  private async tell(tx: Tx, { batch, planned }: EndedBatch): Promise<void> {
    const to = await this.accounts.contact(tx, planned.sender.actor.accountId);
    const [sum] = await tx.query<{ messages: number; delivered: number; unconfirmed: number }>(
      `SELECT sum(messages)::int AS messages,
              coalesce(sum(messages) FILTER (WHERE state = $2), 0)::int AS delivered,
              coalesce(sum(messages) FILTER (WHERE state = $3), 0)::int AS unconfirmed
         FROM batch_tally WHERE batch = $1`,
      [batch, STATE.number('delivered'), STATE.number('unconfirmed')],
    );
    if (!to || !sum) return;
    const batchId = formatBatchId(batch);
    const failed = sum.messages - sum.delivered - sum.unconfirmed;
    const good = sum.delivered > 0 ? 'batch-completed' : 'batch-failed';
    await this.notices.tell(tx, {
      to: { ...to, email: null },
      kind: sum.unconfirmed > 0 ? 'batch-unconfirmed' : good,
      params: { batchId, name: planned.campaign.name, ...sum, cancelled: 0, failed },
      dedupeKey: `batch-end/${batchId}`,
    });
  }
}
