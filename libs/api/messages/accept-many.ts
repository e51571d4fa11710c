import { AccountViews } from '@sms111/api/accounts';
import { AgencyViews } from '@sms111/api/agencies';
import { AuditTrail } from '@sms111/api/audit';
import { KeyRing, problem, type Actor, type Tx } from '@sms111/api/platform';
import { QuotaLedger } from '@sms111/api/quota';
import { formatBatchId, laneNumber, monthOfBatch, usualLane } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import type { AcceptOrder } from './accept-batch';
import { BatchIds } from './batch-ids';
import { MessageRows, type AcceptRow } from './batch-writer';
import { DispatchWake } from './dispatch-wake';
import { insertBatches, openTallies, type NewBatch } from './new-batch';

/** A batch of few messages, each with a text of its own, all in memory. */
export interface SmallOrder extends Pick<AcceptOrder, 'actor' | 'channel' | 'name' | 'signature' | 'lane'> {
  readonly rows: readonly AcceptRow[];
}

/**
 * The door for what systems post one by one: many small batches of one account, all or none, with as many statements as one
 * of them. A single message costs a commit and the account's balance row is held until then, so what comes while another
 * group is written is accepted together.
 * Problems: `contract-closed`, `agency-suspended`, `lane-not-granted`, `quota-short`, `allocation-missing`.
 */
@Injectable()
export class AcceptMany {
  constructor(
    private readonly ids: BatchIds,
    private readonly keys: KeyRing,
    private readonly accounts: AccountViews,
    private readonly agencies: AgencyViews,
    private readonly audit: AuditTrail,
    private readonly ledger: QuotaLedger,
    private readonly wake: DispatchWake,
  ) {}

  /** The batches in the order of their orders, which are all of one account. `onBatches` adds rows that need their ids. */
  async execute(
    tx: Tx,
    orders: readonly SmallOrder[],
    at: Date,
    onBatches: (batches: readonly NewBatch[]) => Promise<void> = () => Promise.resolve(),
  ): Promise<readonly NewBatch[]> {
    const [first] = orders;
    if (!first) return [];
    const unitPrice = await this.admit(tx, first.actor, orders, at);
    const batches = await this.insert(tx, orders, unitPrice, at);
    await this.messages(tx, orders, batches);
    await onBatches(batches);
    await openTallies(tx, batches);
    await this.audit.recordAll(
      tx,
      batches.map(({ actor, id, channel, messages, segments }, i) => ({
        by: actor,
        entry: {
          action: 'batch.accepted',
          object: { kind: 'batch', id: formatBatchId(id) },
          detail: { channel, messages, segments, ...(orders[i]?.lane && { lane: orders[i].lane }) },
        },
      })),
    );
    await this.ledger.reserve(
      tx,
      first.actor,
      batches.map(({ id, segments }) => ({ batch: id, segments })),
      at,
    );
    tx.afterCommit(() =>
      this.wake.batches(
        batches.map(({ id, messages, segments, lane, actor }) => ({
          batch: id,
          messages,
          segments,
          lane,
          agency: actor.agencyId,
        })),
      ),
    );
    return batches;
  }

  private async admit(tx: Tx, actor: Actor, orders: readonly SmallOrder[], at: Date): Promise<string> {
    const contract = await this.agencies.contractAt(tx, at);
    if (!contract) throw problem('contract-closed');
    await this.agencies.expectActive(tx, actor.unitId);
    for (const lane of new Set(orders.flatMap(order => order.lane ?? []))) {
      if (!(await this.accounts.mayUseLane(tx, actor.accountId, lane)))
        throw problem('lane-not-granted', { lane });
    }
    return contract.unitPrice;
  }

  private async insert(
    tx: Tx,
    orders: readonly SmallOrder[],
    unitPrice: string,
    at: Date,
  ): Promise<readonly NewBatch[]> {
    const made = await Promise.all(orders.map(order => this.newBatch(order, unitPrice, at)));
    let inserted = await insertBatches(tx, made);
    while (inserted.size < made.length) {
      const again: NewBatch[] = [];
      for (const [i, batch] of made.entries()) {
        if (inserted.has(batch.id)) continue;
        const order = orders[i];
        if (order) again.push((made[i] = await this.newBatch(order, unitPrice, at)));
      }
      inserted = new Set([...inserted, ...(await insertBatches(tx, again))]);
    }
    return made;
  }

  private async newBatch(order: SmallOrder, unitPrice: string, at: Date): Promise<NewBatch> {
    const id = this.ids.next();
    const { actor, channel, name, signature, rows } = order;
    const key = await this.keys.sealKey(actor.agencyId, monthOfBatch(id));
    const segments = rows.reduce((sum, row) => sum + row.segments, 0);
    const lane = laneNumber(order.lane ?? usualLane(rows.length));
    return {
      ...{ id, actor, channel, name, signature, keyId: key.id, common: null },
      ...{ messages: rows.length, segments, unitPrice, at, lane },
    };
  }

  private async messages(tx: Tx, orders: readonly SmallOrder[], batches: readonly NewBatch[]): Promise<void> {
    const rows = new MessageRows(batches.reduce((sum, { messages }) => sum + messages, 0));
    for (const [i, { id, actor }] of batches.entries()) {
      const month = monthOfBatch(id);
      const sealKey = await this.keys.sealKey(actor.agencyId, month);
      const lookupKey = await this.keys.lookupKey(month);
      rows.add({ batch: id, sealKey, lookupKey }, 0, orders[i]?.rows ?? []);
    }
    await rows.copy(tx);
  }
}
