import { AccountViews } from '@sms111/api/accounts';
import { Notices } from '@sms111/api/notices';
import type { Tx } from '@sms111/api/platform';
import { QuotaLedger } from '@sms111/api/quota';
import { formatBatchId } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { B, CHANNEL, S } from './codes';

/** A message whose row has just changed, before and after. */
export interface Moved {
  readonly batch: number;
  readonly seq: number;
  readonly segments: number;
  readonly from_state: number;
  readonly from_reason: number;
  readonly from_carrier: string;
  readonly state: number;
  readonly reason: number;
  readonly carrier: string;
}

/** The columns that every changing statement returns; `s` is `message_state`. */
export const MOVED = `s.batch, s.seq, s.parts AS segments,
  old.state AS from_state, old.reason AS from_reason, old.carrier AS from_carrier,
  new.state, new.reason, new.carrier`;

/** The batch's counters as this statement leaves them. A late answer may make part of a message due again after the end. */
const WAITING = '(b.waiting_messages + d.waiting)';
const OPEN_NOW = '(b.open_messages + d.open)';

const OPEN = new Set<number>([S.accepted, S.submitted]);
const FINAL = new Set<number>([S.delivered, S.partlyDelivered, S.failed, S.expired, S.unknown, S.cancelled]);
/** Rare states have a row of their own, which pages filter by. */
const RARE = new Set<number>([S.partlyDelivered, S.failed, S.expired, S.unknown, S.unconfirmed]);

interface Sums {
  waiting: number;
  open: number;
  charged: number;
  released: number;
  adjusted: number;
}

interface BatchAfter {
  id: number;
  unit_id: string;
  account_id: string;
  channel: number;
  name: string;
  state: number;
  ended: boolean;
}

/** What follows from messages having moved: counters, exceptions, money, the end of a batch and its notice. */
@Injectable()
export class Transitions {
  constructor(
    private readonly ledger: QuotaLedger,
    private readonly accounts: AccountViews,
    private readonly notices: Notices,
  ) {}

  /** Runs in the transaction that moved the messages. Rows are taken in key order, so that groups seldom wait in a ring. */
  async apply(tx: Tx, moved: readonly Moved[], at: Date): Promise<void> {
    const changed = moved.filter(
      m => m.state !== m.from_state || m.reason !== m.from_reason || m.carrier !== m.from_carrier,
    );
    if (changed.length === 0) return;
    const sums = sumUp(changed);
    const batches = await this.count(tx, sums, at);
    await this.tally(tx, changed);
    await this.exceptions(tx, changed, at);
    for (const batch of batches) if (batch.ended) await this.tell(tx, batch);
    await this.ledger.settle(
      tx,
      batches.flatMap(batch => {
        const sum = sums.get(batch.id);
        return sum ? [{ batch: batch.id, unitId: batch.unit_id, accountId: batch.account_id, ...sum }] : [];
      }),
      at,
    );
  }

  private count(tx: Tx, sums: Map<number, Sums>, at: Date): Promise<BatchAfter[]> {
    const ids = [...sums.keys()].sort((a, b) => a - b);
    const column = (field: keyof Sums) => ids.map(id => sums.get(id)?.[field] ?? 0);
    return tx.query<BatchAfter>(
      `UPDATE batch b
          SET waiting_messages = b.waiting_messages + d.waiting,
              open_messages = b.open_messages + d.open,
              charged = b.charged + d.charged + d.adjusted,
              released = b.released + d.released - d.adjusted,
              handed_over_at = CASE WHEN ${WAITING} = 0 THEN coalesce(b.handed_over_at, $7) END,
              state = CASE WHEN b.state IN (${B.dispatching}, ${B.paused}) AND ${OPEN_NOW} = 0 THEN ${B.completed}
                           WHEN b.state = ${B.completed} AND ${WAITING} > 0 THEN ${B.dispatching}
                           ELSE b.state END,
              completed_at = CASE WHEN ${OPEN_NOW} = 0 THEN coalesce(b.completed_at, $7)
                                  WHEN ${WAITING} > 0 THEN NULL ELSE b.completed_at END
         FROM unnest($1::bigint[], $2::int[], $3::int[], $4::int[], $5::int[], $6::int[])
              AS d (id, waiting, open, charged, released, adjusted)
        WHERE b.id = d.id
       RETURNING b.id, b.unit_id, b.account_id, b.channel, b.name, b.state,
                 (old.completed_at IS NULL AND new.completed_at IS NOT NULL) AS ended`,
      [ids, column('waiting'), column('open'), column('charged'), column('released'), column('adjusted'), at],
    );
  }

  private async tally(tx: Tx, moved: readonly Moved[]): Promise<void> {
    const deltas = new Map<
      string,
      { key: [number, string, number, number]; messages: number; segments: number }
    >();
    const add = (key: [number, string, number, number], sign: 1 | -1, segments: number) => {
      const name = key.join('/');
      const delta = deltas.get(name) ?? { key, messages: 0, segments: 0 };
      delta.messages += sign;
      delta.segments += sign * segments;
      deltas.set(name, delta);
    };
    for (const m of moved) {
      add([m.batch, m.from_carrier, m.from_state, m.from_reason], -1, m.segments);
      add([m.batch, m.carrier, m.state, m.reason], 1, m.segments);
    }
    const rows = [...deltas.values()];
    await tx.execute(
      `INSERT INTO batch_tally AS t (batch, carrier, state, reason, messages, segments)
       SELECT * FROM unnest($1::bigint[], $2::text[], $3::smallint[], $4::smallint[], $5::int[], $6::int[])
        ORDER BY 1, 2, 3, 4
       ON CONFLICT (batch, carrier, state, reason)
       DO UPDATE SET messages = t.messages + excluded.messages, segments = t.segments + excluded.segments`,
      [
        rows.map(row => row.key[0]),
        rows.map(row => row.key[1]),
        rows.map(row => row.key[2]),
        rows.map(row => row.key[3]),
        rows.map(row => row.messages),
        rows.map(row => row.segments),
      ],
    );
  }

  private async exceptions(tx: Tx, moved: readonly Moved[], at: Date): Promise<void> {
    const gone = moved.filter(m => RARE.has(m.from_state) && !RARE.has(m.state));
    if (gone.length > 0) {
      await tx.execute(
        `DELETE FROM message_exception e USING unnest($1::bigint[], $2::int[]) AS g (batch, seq)
          WHERE e.batch = g.batch AND e.seq = g.seq`,
        [gone.map(m => m.batch), gone.map(m => m.seq)],
      );
    }
    const rare = moved.filter(m => RARE.has(m.state));
    if (rare.length === 0) return;
    await tx.execute(
      `INSERT INTO message_exception AS e (batch, seq, state, reason, at)
       SELECT batch, seq, state, reason, $5 FROM unnest($1::bigint[], $2::int[], $3::smallint[], $4::smallint[])
              AS r (batch, seq, state, reason)
       ON CONFLICT (batch, seq) DO UPDATE SET state = excluded.state, reason = excluded.reason, at = excluded.at`,
      [rare.map(m => m.batch), rare.map(m => m.seq), rare.map(m => m.state), rare.map(m => m.reason), at],
    );
  }

  /** Systems ask by API; people are told (STA-2). */
  private async tell(tx: Tx, batch: BatchAfter): Promise<void> {
    if (batch.channel === CHANNEL.number('api')) return;
    const to = await this.accounts.contact(tx, batch.account_id);
    if (!to) return;
    const [sum] = await tx.query<{
      messages: number;
      delivered: number;
      unconfirmed: number;
      cancelled: number;
    }>(
      `SELECT sum(messages)::int AS messages,
              coalesce(sum(messages) FILTER (WHERE state = ${S.delivered}), 0)::int AS delivered,
              coalesce(sum(messages) FILTER (WHERE state = ${S.unconfirmed}), 0)::int AS unconfirmed,
              coalesce(sum(messages) FILTER (WHERE state = ${S.cancelled}), 0)::int AS cancelled
         FROM batch_tally WHERE batch = $1`,
      [batch.id],
    );
    if (!sum) return;
    const batchId = formatBatchId(batch.id);
    const failed = sum.messages - sum.delivered - sum.unconfirmed - sum.cancelled;
    await this.notices.tell(tx, {
      to,
      kind: endOf(sum),
      params: { batchId, name: batch.name, ...sum, failed },
      dedupeKey: `batch-end/${batchId}`,
    });
  }
}

const endOf = (sum: { messages: number; delivered: number; unconfirmed: number; cancelled: number }) => {
  if (sum.unconfirmed > 0) return 'batch-unconfirmed';
  if (sum.cancelled > 0) return 'batch-cancelled';
  return sum.delivered === 0 ? 'batch-failed' : 'batch-completed';
};

/** Money and counters of each batch. A long message is charged when all of it is delivered, else nothing (A1). */
const sumUp = (moved: readonly Moved[]): Map<number, Sums> => {
  const sums = new Map<number, Sums>();
  for (const m of moved) {
    const sum = sums.get(m.batch) ?? { waiting: 0, open: 0, charged: 0, released: 0, adjusted: 0 };
    sums.set(m.batch, sum);
    sum.waiting += Number(m.state === S.accepted) - Number(m.from_state === S.accepted);
    sum.open += Number(OPEN.has(m.state)) - Number(OPEN.has(m.from_state));
    if (!FINAL.has(m.state)) continue;
    if (FINAL.has(m.from_state)) {
      if (m.state === S.delivered && m.from_state !== S.delivered) sum.adjusted += m.segments;
    } else if (m.state === S.delivered) sum.charged += m.segments;
    else sum.released += m.segments;
  }
  return sums;
};
