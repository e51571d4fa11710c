import { AuditTrail } from '@sms111/api/audit';
import { Clock, problem, type Actor, type Tx } from '@sms111/api/platform';
import { formatBatchId, scopeOf } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { holdBatch } from './batch-lock';
import { ServiceLevels } from './clock/service-levels';
import { CloseMessages } from './close-messages';
import { B, BATCH_STATE } from './codes';
import { DispatchWake } from './dispatch-wake';

interface Controlled {
  readonly state: number;
  readonly messages: number;
  readonly segments: number;
  readonly lane: number;
  readonly waiting: number;
  readonly unit: string;
  readonly agency: string;
  readonly account: string;
}

/** Stops, resumes and cancels a batch in mid-send. A claim re-reads the state under lock, so a stop holds at once. */
@Injectable()
export class ControlBatch {
  constructor(
    private readonly audit: AuditTrail,
    private readonly close: CloseMessages,
    private readonly wake: DispatchWake,
    private readonly clock: Clock,
    private readonly levels: ServiceLevels,
  ) {}

  async pause(tx: Tx, actor: Actor, batch: number): Promise<void> {
    await this.change(tx, actor, batch, [B.dispatching], B.paused, 'batch.paused');
  }

  async resume(tx: Tx, actor: Actor, batch: number): Promise<void> {
    const { messages, segments, lane, agency } = await this.change(
      tx,
      actor,
      batch,
      [B.paused],
      B.dispatching,
      'batch.resumed',
    );
    tx.afterCommit(() => this.wake.batches([{ batch, messages, segments, lane, agency }], { fresh: false }));
  }

  /** Cancels what has not left; its reservation is released. */
  async cancel(tx: Tx, actor: Actor, batch: number, at: Date): Promise<void> {
    await this.change(tx, actor, batch, [B.dispatching, B.paused], B.cancelled, 'batch.cancelled');
    await this.close.cancelled(tx, batch, at);
  }

  /** Problems: `not-found`, `state-conflict` {state}. */
  private async change(
    tx: Tx,
    actor: Actor,
    batch: number,
    from: readonly number[],
    to: number,
    action: 'batch.paused' | 'batch.resumed' | 'batch.cancelled',
  ): Promise<Controlled> {
    await holdBatch(tx, batch);
    const [row] = await tx.query<Controlled>(
      `SELECT state, messages, segments, lane, waiting_messages AS waiting, unit_id AS unit, agency_id AS agency,
              account_id AS account
         FROM batch WHERE id = $1 FOR UPDATE`,
      [batch],
    );
    const scope = scopeOf(actor.role, 'batch.control');
    const mine =
      scope === 'all' ||
      (scope === 'unit' && row?.unit === actor.unitId) ||
      (scope === 'own' && row?.account === actor.accountId);
    if (!row || !mine) throw problem('not-found');
    if (!from.includes(row.state) || row.waiting === 0) {
      throw problem('state-conflict', { state: BATCH_STATE.word(row.state) });
    }
    await tx.execute('UPDATE batch SET state = $2 WHERE id = $1', [batch, to]);
    // The contract's clock stands still while the sender holds the batch; a stop by the operator does not stop it.
    if (to !== B.paused) await this.levels.resume(tx, batch, this.clock.now());
    else if (scope !== 'all') await this.levels.pause(tx, batch, this.clock.now());
    await this.audit.record(tx, actor, { action, object: { kind: 'batch', id: formatBatchId(batch) } });
    return row;
  }
}
