import type { Tx } from '@sms111/api/platform';
import { monthBounds, type Month } from '@sms111/domain';
import { Injectable } from '@nestjs/common';

/** What came in with the messages of a month goes with them. `spared` agencies keep theirs. */
@Injectable()
export class ForgetMonth {
  /** Clients' references to messages of the batches between two ids; how many. */
  async references(tx: Tx, first: number, last: number, spared: readonly string[]): Promise<number> {
    return tx.execute(
      `DELETE FROM client_ref r USING account a, unit u
        WHERE r.batch BETWEEN $1 AND $2 AND a.id = r.account_id AND u.id = a.unit_id AND u.agency_id <> ALL ($3)`,
      [first, last, spared],
    );
  }

  /** Files with their sealed rows, both those sent in the month and those sealed under its keys; some at a time. */
  async uploads(tx: Tx, month: Month, spared: readonly string[], most: number): Promise<number> {
    const { low, high } = monthBounds(month);
    return tx.execute(
      `DELETE FROM upload WHERE id IN (
         SELECT f.id FROM upload f JOIN unit u ON u.id = f.unit_id
          WHERE ((f.batch >= $1 AND f.batch < $2)
                 OR f.key_id IN (SELECT id FROM data_key WHERE month = $5 AND destroyed_at IS NOT NULL))
            AND u.agency_id <> ALL ($3) LIMIT $4)`,
      [low, high, spared, most, month],
    );
  }
}
