import { AccountViews } from '@sms111/api/accounts';
import { Notices } from '@sms111/api/notices';
import { int2s, int4s, int8s, type Tx } from '@sms111/api/platform';
import { QuotaLedger } from '@sms111/api/quota';
import { formatBatchId } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { B, CHANNEL, REASON, S } from './codes';

/** Messages of one batch that one statement moved alike. */
export interface Moved {
  readonly batch: number;
  readonly from_state: number;
  readonly from_reason: number;
  readonly from_carrier: string;
  readonly state: number;
  readonly reason: number;
  readonly carrier: string;
  readonly messages: number;
  readonly segments: number;
  /** Their sequence numbers, where the state that they left or came to has rows of its own. */
  readonly seqs: readonly number[] | null;
}

/** Rare states, and what no route lets go, have a row of their own, which pages filter by. */
const RARE = [S.partlyDelivered, S.failed, S.expired, S.unknown, S.unconfirmed];
const HELD = REASON.number('route-fail');
const isRare = (state: number, reason: number): boolean =>
  RARE.includes(state) || (state === S.accepted && reason === HELD);
const rareSql = (state: string, reason: string): string =>
  `(${state} IN (${RARE.join(', ')}) OR (${state} = ${S.accepted} AND ${reason} = ${HELD}))`;

/**
 * Makes of an `UPDATE message_state s …` without RETURNING a query whose rows are `Moved`: the server adds up, so that a
 * group of thousands comes back as a handful of rows.
 */
export const moving = (update: string): string => `
  WITH moved AS (
    ${update}
    RETURNING s.batch, s.seq, s.parts, old.state AS from_state, old.reason AS from_reason, old.carrier AS from_carrier,
              new.state, new.reason, new.carrier)
  SELECT batch, from_state, from_reason, from_carrier, state, reason, carrier, count(*)::int AS messages,
         sum(parts)::int AS segments,
         array_agg(seq) FILTER (WHERE ${rareSql('state', 'reason')} OR ${rareSql('from_state', 'from_reason')}) AS seqs
    FROM moved GROUP BY 1, 2, 3, 4, 5, 6, 7`;

/** The batch's counters as this statement leaves them. A late answer may make part of a message due again after the end. */
const WAITING = '(b.waiting_messages + d.waiting)';
const OPEN_NOW = '(b.open_messages + d.open)';

const OPEN = new Set<number>([S.accepted, S.submitted]);
const FINAL = new Set<number>([S.delivered, S.partlyDelivered, S.failed, S.expired, S.unknown, S.cancelled]);

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

  /** Moves messages by an `UPDATE message_state s …` and applies what follows. Returns how many moved. */
  async move(tx: Tx, update: string, values: readonly unknown[], at: Date): Promise<number> {
    const moved = await tx.query<Moved>(moving(update), values);
    await this.apply(tx, moved, at);
    return moved.reduce((sum, m) => sum + m.messages, 0);
  }

  /**
   * Runs once in the transaction that moved the messages, after all its moves: rows of batches and balances are taken once
   * and in the order of their keys, so that two writers never wait for each other in a ring.
   */
  async apply(tx: Tx, moved: readonly Moved[], at: Date): Promise<void> {
    const changed = moved.filter(
      m => m.state !== m.from_state || m.reason !== m.from_reason || m.carrier !== m.from_carrier,
    );
    if (changed.length === 0) return;
    const sums = sumUp(changed);
    const [batches] = await Promise.all([
      this.count(tx, sums, at),
      this.tally(tx, changed),
      this.exceptions(tx, changed, at),
    ]);
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
    const add = (key: [number, string, number, number], sign: 1 | -1, { messages, segments }: Moved) => {
      const name = key.join('/');
      const delta = deltas.get(name) ?? { key, messages: 0, segments: 0 };
      delta.messages += sign * messages;
      delta.segments += sign * segments;
      deltas.set(name, delta);
    };
    for (const m of moved) {
      add([m.batch, m.from_carrier, m.from_state, m.from_reason], -1, m);
      add([m.batch, m.carrier, m.state, m.reason], 1, m);
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

  /** In the order of the moves: one message may come to a rare state and leave it in one transaction. */
  private async exceptions(tx: Tx, moved: readonly Moved[], at: Date): Promise<void> {
    const last = new Map<string, { batch: number; seq: number; state: number; reason: number }>();
    for (const { batch, seqs, state, reason } of moved) {
      for (const seq of seqs ?? []) last.set(`${batch}/${seq}`, { batch, seq, state, reason });
    }
    const touched = [...last.values()];
    const gone = touched.filter(m => !isRare(m.state, m.reason));
    if (gone.length > 0) {
      await tx.execute(
        `DELETE FROM message_exception e USING unnest($1::bigint[], $2::int[]) AS g (batch, seq)
          WHERE e.batch = g.batch AND e.seq = g.seq`,
        [int8s(gone.map(m => m.batch)), int4s(gone.map(m => m.seq))],
      );
    }
    const rare = touched.filter(m => isRare(m.state, m.reason));
    if (rare.length === 0) return;
    await tx.execute(
      `INSERT INTO message_exception AS e (batch, seq, state, reason, at)
       SELECT batch, seq, state, reason, $5 FROM unnest($1::bigint[], $2::int[], $3::smallint[], $4::smallint[])
              AS r (batch, seq, state, reason)
       ON CONFLICT (batch, seq) DO UPDATE SET state = excluded.state, reason = excluded.reason, at = excluded.at`,
      [
        int8s(rare.map(m => m.batch)),
        int4s(rare.map(m => m.seq)),
        int2s(rare.map(m => m.state)),
        int2s(rare.map(m => m.reason)),
        at,
      ],
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
    sum.waiting += (Number(m.state === S.accepted) - Number(m.from_state === S.accepted)) * m.messages;
    sum.open += (Number(OPEN.has(m.state)) - Number(OPEN.has(m.from_state))) * m.messages;
    if (!FINAL.has(m.state)) continue;
    if (FINAL.has(m.from_state)) {
      if (m.state === S.delivered && m.from_state !== S.delivered) sum.adjusted += m.segments;
    } else if (m.state === S.delivered) sum.charged += m.segments;
    else sum.released += m.segments;
  }
  return sums;
};
