import type { Reader } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import type { Holder } from './quota-ledger';

/** Segments: `ordered = remaining + reserved + charged + lapsed`. */
export interface Balance {
  readonly ordered: number;
  readonly remaining: number;
  readonly reserved: number;
  readonly charged: number;
  readonly lapsed: number;
}

const COLUMNS = 'ordered, remaining, reserved, charged, lapsed';

@Injectable()
export class QuotaViews {
  /** An account's allocation; what can be sent is also bounded by the unit's balance. */
  async own(reader: Reader, holder: Holder): Promise<Balance | null> {
    const [row] = await reader.query<Balance>(
      `SELECT a.ordered, least(a.remaining, u.remaining) AS remaining, a.reserved, a.charged, a.lapsed
         FROM allocation a JOIN unit_balance u USING (unit_id) WHERE a.account_id = $1 AND a.unit_id = $2`,
      [holder.accountId, holder.unitId],
    );
    return row ?? null;
  }

  async unit(reader: Reader, unitId: string): Promise<Balance | null> {
    const [row] = await reader.query<Balance>(`SELECT ${COLUMNS} FROM unit_balance WHERE unit_id = $1`, [
      unitId,
    ]);
    return row ?? null;
  }

  /** Holders whose balance is not the sum of their ledger. Empty, or there is a fault. */
  async unbalanced(reader: Reader): Promise<{ holder: string; field: string }[]> {
    return reader.query(
      `WITH sums AS (
         SELECT unit_id, sum(unit_ordered) AS ordered, sum(remaining) AS remaining, sum(reserved) AS reserved,
                sum(charged) AS charged, sum(lapsed) AS lapsed FROM ledger_entry GROUP BY unit_id),
       account_sums AS (
         SELECT account_id, sum(account_ordered) AS ordered, sum(account_ordered + remaining) AS remaining,
                sum(reserved) AS reserved, sum(charged) AS charged, sum(lapsed) AS lapsed
           FROM ledger_entry WHERE account_id IS NOT NULL GROUP BY account_id)
       SELECT 'unit ' || b.unit_id AS holder, 'ledger' AS field FROM unit_balance b LEFT JOIN sums s USING (unit_id)
        WHERE (b.ordered, b.remaining, b.reserved, b.charged, b.lapsed)
              IS DISTINCT FROM (s.ordered, s.remaining, s.reserved, s.charged, s.lapsed)
       UNION ALL
       SELECT 'account ' || a.account_id, 'ledger' FROM allocation a LEFT JOIN account_sums s USING (account_id)
        WHERE (a.ordered, a.remaining, a.reserved, a.charged, a.lapsed)
              IS DISTINCT FROM (s.ordered, s.remaining, s.reserved, s.charged, s.lapsed)`,
    );
  }
}
