import { problem, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';

export interface Holder {
  readonly unitId: string;
  readonly accountId: string;
}

export interface Reservation extends Holder {
  readonly batch: number;
  readonly segments: number;
  readonly at: Date;
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
 * Unit and account in one statement; nothing is inserted unless both moved. Only a reservation may be refused: what a
 * carrier delivered late is charged even if the balance goes below zero, and the next order covers it.
 */
const MOVE = `
  WITH unit AS (
    UPDATE unit_balance
       SET remaining = remaining + $3, reserved = reserved + $4, charged = charged + $5
     WHERE unit_id = $1 AND ($6 <> 'reserve' OR remaining + $3 >= 0)
     RETURNING unit_id),
  account AS (
    UPDATE allocation
       SET remaining = remaining + $3, reserved = reserved + $4, charged = charged + $5
     WHERE account_id = $2 AND ($6 <> 'reserve' OR remaining + $3 >= 0) AND EXISTS (SELECT FROM unit)
     RETURNING account_id)
  INSERT INTO ledger_entry (at, kind, unit_id, account_id, batch, remaining, reserved, charged)
  SELECT $8, $6, $1, account_id, $7, $3, $4, $5 FROM account`;

interface Move {
  readonly kind: 'reserve' | 'charge' | 'release' | 'adjust';
  readonly remaining: number;
  readonly reserved: number;
  readonly charged: number;
}

/** Every movement of quota after its order: reserved at acceptance, charged at delivery, released at failure (A4). */
@Injectable()
export class QuotaLedger {
  /**
   * Takes segments for a batch, as the last write of its acceptance (the balance row is hot).
   * Problems: `quota-short` {needed, remaining}, `allocation-missing`.
   */
  async reserve(tx: Tx, { batch, segments, at, ...holder }: Reservation): Promise<void> {
    const moved = await this.move(tx, holder, batch, at, {
      kind: 'reserve',
      remaining: -segments,
      reserved: segments,
      charged: 0,
    });
    if (!moved) throw await this.shortage(tx, holder, segments);
  }

  /** Settles what a group of receipts or refusals decided. Holders are taken in id order, so that groups never deadlock. */
  async settle(tx: Tx, settlements: readonly Settlement[], at: Date): Promise<void> {
    const ordered = [...settlements].sort(
      (a, b) => compare(a.unitId, b.unitId) || compare(a.accountId, b.accountId) || a.batch - b.batch,
    );
    await Promise.all(
      ordered.flatMap(({ charged, released, adjusted, batch, ...holder }) => [
        charged > 0 && this.must(tx, holder, batch, at, charge(charged)),
        released > 0 && this.must(tx, holder, batch, at, release(released)),
        adjusted > 0 && this.must(tx, holder, batch, at, adjust(adjusted)),
      ]),
    );
  }

  private async must(tx: Tx, holder: Holder, batch: number, at: Date, move: Move): Promise<void> {
    if (!(await this.move(tx, holder, batch, at, move))) {
      throw new Error(`ledger: ${move.kind} of batch ${batch} did not move both balances`);
    }
  }

  private async move(tx: Tx, holder: Holder, batch: number, at: Date, move: Move): Promise<boolean> {
    const { unitId, accountId } = holder;
    const values = [unitId, accountId, move.remaining, move.reserved, move.charged, move.kind, batch, at];
    return (await tx.execute(MOVE, values)) === 1;
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

const charge = (segments: number): Move => ({
  kind: 'charge',
  remaining: 0,
  reserved: -segments,
  charged: segments,
});
const release = (segments: number): Move => ({
  kind: 'release',
  remaining: segments,
  reserved: -segments,
  charged: 0,
});
const adjust = (segments: number): Move => ({
  kind: 'adjust',
  remaining: -segments,
  reserved: 0,
  charged: segments,
});

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
