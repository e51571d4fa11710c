import { AccountViews } from '@sms111/api/accounts';
import { AgencyViews } from '@sms111/api/agencies';
import { AuditTrail } from '@sms111/api/audit';
import { KeyRing, problem, seal, type Actor, type DataKey, type Tx } from '@sms111/api/platform';
import { QuotaLedger } from '@sms111/api/quota';
import { deadlineOf, formatBatchId, laneNumber, monthOfBatch, usualLane, type Lane } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { BatchWriter, type AcceptRow } from './batch-writer';
import { commonPlace } from './block';
import { BatchIds } from './batch-ids';
import type { Channel } from './codes';
import { DispatchWake } from './dispatch-wake';
import { insertBatches, openTallies } from './new-batch';

export interface AcceptOrder {
  readonly actor: Actor;
  readonly channel: Channel;
  readonly name: string;
  /** The unit's name that stands in the first line. */
  readonly signature: string;
  /** The whole text with its signature where all messages share it. */
  readonly common: string | null;
  /** Absent: by the size of the batch. */
  readonly lane?: Lane | undefined;
  readonly rows: Iterable<readonly AcceptRow[]> | AsyncIterable<readonly AcceptRow[]>;
  readonly at: Date;
  /** Adds rows that depend on the messages' keys (client references) in the same transaction. */
  readonly onBatch?: (batch: number) => Promise<void>;
}

export interface Accepted {
  readonly batch: number;
  readonly batchId: string;
  readonly messages: number;
  readonly segments: number;
}

/**
 * The one door in: every channel calls it, nothing else creates a message or reserves quota.
 * One transaction; the quota is its last write, because that row is hot.
 * Problems: `contract-closed`, `agency-suspended`, `lane-not-granted`, `no-recipients`, `quota-short`, `allocation-missing`.
 */
@Injectable()
export class AcceptBatch {
  constructor(
    private readonly ids: BatchIds,
    private readonly keys: KeyRing,
    private readonly accounts: AccountViews,
    private readonly agencies: AgencyViews,
    private readonly audit: AuditTrail,
    private readonly ledger: QuotaLedger,
    private readonly wake: DispatchWake,
  ) {}

  async execute(tx: Tx, order: AcceptOrder): Promise<Accepted> {
    const { actor, at } = order;
    const contract = await this.agencies.contractAt(tx, at);
    if (!contract) throw problem('contract-closed');
    await this.agencies.expectActive(tx, actor.unitId);

    if (order.lane && !(await this.accounts.mayUseLane(tx, actor.accountId, order.lane))) {
      throw problem('lane-not-granted', { lane: order.lane });
    }
    const { batch, sealKey } = await this.open(tx, order, contract.unitPrice);
    const writer = new BatchWriter(tx, batch, sealKey, await this.keys.lookupKey(monthOfBatch(batch)));
    for await (const rows of order.rows) await writer.add(rows);
    await writer.flush();
    const { messages, segments } = writer;
    if (messages === 0) throw problem('no-recipients');
    await order.onBatch?.(batch);
    const lane = laneNumber(order.lane ?? usualLane(messages));
    await this.close(tx, { batch, messages, segments, lane, at });

    const batchId = formatBatchId(batch);
    await this.audit.record(tx, actor, {
      action: 'batch.accepted',
      object: { kind: 'batch', id: batchId },
      detail: { channel: order.channel, messages, segments, ...(order.lane && { lane: order.lane }) },
    });
    await this.ledger.reserve(tx, actor, [{ batch, segments }], at);
    tx.afterCommit(() => this.wake.batches([{ batch, messages, segments, lane, agency: actor.agencyId }]));
    return { batch, batchId, messages, segments };
  }

  /** The keys are those of the month in whose partition the batch lies: destroying them shreds that partition and no other. */
  private async open(
    tx: Tx,
    order: AcceptOrder,
    unitPrice: string,
  ): Promise<{ batch: number; sealKey: DataKey }> {
    const { actor, at, common } = order;
    for (;;) {
      const id = this.ids.next();
      const key = await this.keys.sealKey(actor.agencyId, monthOfBatch(id));
      const sealed = common === null ? null : seal(key.key, commonPlace(id), Buffer.from(common));
      const inserted = await insertBatches(tx, [
        {
          ...{
            id,
            actor,
            channel: order.channel,
            name: order.name,
            signature: order.signature,
            keyId: key.id,
          },
          ...{ common: sealed, messages: 0, segments: 0, unitPrice, at, lane: 0 },
        },
      ]);
      if (inserted.has(id)) return { batch: id, sealKey: key };
    }
  }

  private async close(
    tx: Tx,
    {
      batch,
      messages,
      segments,
      lane,
      at,
    }: Record<'batch' | 'messages' | 'segments' | 'lane', number> & { at: Date },
  ): Promise<void> {
    await tx.execute(
      `UPDATE batch SET messages = $2, segments = $3, waiting_messages = $2, open_messages = $2, deadline_at = $4, lane = $5
        WHERE id = $1`,
      [batch, messages, segments, new Date(deadlineOf(at.getTime(), segments)), lane],
    );
    await openTallies(tx, [{ id: batch, messages, segments }]);
  }
}
