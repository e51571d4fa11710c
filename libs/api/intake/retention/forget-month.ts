import type { Tx } from '@sms111/api/platform';
import { monthBounds, type Month } from '@sms111/domain';
import { Injectable } from '@nestjs/common';

/** Rows taken away in one step. */
export interface Forgotten {
  readonly clientRefs: number;
  readonly uploads: number;
}

/**
 * What came in with the messages of a month goes with them: clients' references, and files with their sealed rows, both
 * those sent in the month and those sealed under its keys. A few at a time, until nothing is left.
 */
@Injectable()
export class ForgetMonth {
  async execute(tx: Tx, month: Month, spared: readonly string[], most: number): Promise<Forgotten> {
    const { low, high } = monthBounds(month);
    const clientRefs = await tx.execute(
      `DELETE FROM client_ref WHERE ctid = ANY (ARRAY(
         SELECT r.ctid FROM client_ref r JOIN account a ON a.id = r.account_id JOIN unit u ON u.id = a.unit_id
          WHERE r.batch >= $1 AND r.batch < $2 AND u.agency_id <> ALL ($3) LIMIT $4))`,
      [low, high, spared, most],
    );
    const uploads = await tx.execute(
      `DELETE FROM upload WHERE id IN (
         SELECT f.id FROM upload f JOIN unit u ON u.id = f.unit_id
          WHERE ((f.batch >= $1 AND f.batch < $2)
                 OR f.key_id IN (SELECT id FROM data_key WHERE month = $5 AND destroyed_at IS NOT NULL))
            AND u.agency_id <> ALL ($3) LIMIT $4)`,
      [low, high, spared, Math.min(most, 100), month],
    );
    return { clientRefs, uploads };
  }
}
