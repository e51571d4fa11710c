import { int4s, int8s, problem, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';

export interface Holder {
  readonly unitId: string;
  readonly accountId: string;
}

/** What a batch takes. */
export interface Reservation {
  readonly batch: number;
  readonly segments: number;
}

/** What a batch's messages came to: segments of delivered messages, and segments that are free again. */
export interface Settlement extends Holder {
  readonly batch: number;
  readonly charged: number;
  readonly released: number;
  /** Segments released earlier whose delivery was reported late. */
  readonly adjusted: number;
}

/**
 * Unit and account in one statement, with an entry for each batch; nothing is inserted unless both moved. Only a reservation
 * may be refused: what a carrier delivered late is charged even if the balance goes below zero, and the next order covers it.
 * `$3 … $5`: what one segment moves.
 */
const MOVE = `
  WITH each AS MATERIALIZED (SELECT * FROM unnest($7::bigint[], $8::int[]) AS e (batch, segments)),
  total AS (SELECT sum(segments)::bigint AS segments FROM each),
  unit AS (
    UPDATE unit_balance u
       SET remaining = u.remaining + $3 * t.segments, reserved = u.reserved + $4 * t.segments, charged = u.charged + $5 * t.segments
      FROM total t WHERE u.unit_id = $1 AND ($6 <> 'reserve' OR u.remaining >= t.segments)
     RETURNING u.unit_id),
  account AS (
    UPDATE allocation a
       SET remaining = a.remaining + $3 * t.segments, reserved = a.reserved + $4 * t.segments, charged = a.charged + $5 * t.segments
      FROM total t WHERE a.account_id = $2 AND ($6 <> 'reserve' OR a.remaining >= t.segments) AND EXISTS (SELECT FROM unit)
     RETURNING a.account_id)
  INSERT INTO ledger_entry (at, kind, unit_id, account_id, batch, remaining, reserved, charged)
  SELECT $9, $6, $1, account_id, e.batch, $3 * e.segments, $4 * e.segments, $5 * e.segments FROM account CROSS JOIN each e`;

/** What a segment moves from where to where. */
const MOVES = {
  reserve: { remaining: -1, reserved: 1, charged: 0 },
  charge: { remaining: 0, reserved: -1, charged: 1 },
  release: { remaining: 1, reserved: -1, charged: 0 },
  adjust: { remaining: -1, reserved: 0, charged: 1 },
} as const;
type Kind = keyof typeof MOVES;

/** Every movement of quota after its order: reserved at acceptance, charged at delivery, released at failure (A4). */
@Injectable()
export class QuotaLedger {
  /**
   * Takes segments for batches of one holder, as the last write of their acceptance (the balance row is hot): all or none.
   * Problems: `quota-short` {needed, remaining}, `allocation-missing`.
   */
  async reserve(tx: Tx, holder: Holder, reservations: readonly Reservation[], at: Date): Promise<void> {
    if (await this.move(tx, holder, 'reserve', reservations, at)) return;
    const needed = reservations.reduce((sum, { segments }) => sum + segments, 0);
    throw await this.shortage(tx, holder, needed);
  }

  /** Settles what a group of receipts or refusals decided. Holders are taken in id order, so that groups never deadlock. */
  async settle(tx: Tx, settlements: readonly Settlement[], at: Date): Promise<void> {
    const holders = Map.groupBy(settlements, ({ unitId, accountId }) => `${unitId}/${accountId}`);
    const ordered = [...holders].sort(([a], [b]) => compare(a, b)).map(([, each]) => each);
    await Promise.all(
      ordered.flatMap(each => [
        this.must(tx, each, 'charge', ({ charged }) => charged, at),
        this.must(tx, each, 'release', ({ released }) => released, at),
        this.must(tx, each, 'adjust', ({ adjusted }) => adjusted, at),
      ]),
    );
  }

  private async must(
    tx: Tx,
    settlements: readonly Settlement[],
    kind: Kind,
    of: (settlement: Settlement) => number,
    at: Date,
  ): Promise<void> {
    const moved = settlements
      .map(settlement => ({ batch: settlement.batch, segments: of(settlement) }))
      .filter(({ segments }) => segments > 0)
      .sort((a, b) => a.batch - b.batch);
    const [holder] = settlements;
    if (!holder || moved.length === 0 || (await this.move(tx, holder, kind, moved, at))) return;
    throw new Error(`ledger: ${kind} of ${moved.length} batches did not move both balances`);
  }

  private async move(
    tx: Tx,
    { unitId, accountId }: Holder,
    kind: Kind,
    batches: readonly Reservation[],
    at: Date,
  ): Promise<boolean> {
    const { remaining, reserved, charged } = MOVES[kind];
    const entries = await tx.execute(MOVE, [
      ...[unitId, accountId, remaining, reserved, charged, kind],
      ...[int8s(batches.map(each => each.batch)), int4s(batches.map(each => each.segments)), at],
    ]);
    return entries === batches.length;
  }

  private async shortage(tx: Tx, holder: Holder, needed: number) {
    const [row] = await tx.query<{ remaining: number }>(
      `SELECT least(a.remaining, u.remaining) AS remaining
         FROM allocation a JOIN unit_balance u USING (unit_id) WHERE a.account_id = $1 AND u.unit_id = $2`,
      [holder.accountId, holder.unitId],
    );
    return row ? problem('quota-short', { needed, remaining: row.remaining }) : problem('allocation-missing');
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
