import type { Tx } from '@sms111/api/platform';
import { monthBounds, type Month } from '@sms111/domain';
import { Injectable } from '@nestjs/common';

/**
 * Deletes messages row by row where a partition must stay for an agency under a legal hold. The others' sealed blocks
 * are unreadable by then, but the month's look-up key stays with the held ones, and a hash of a number that can be
 * computed again is as good as the number.
 */
@Injectable()
export class DeleteMessages {
  /** Of batches that were shredded: up to `most` rows of one table of the month. How many. */
  async execute(tx: Tx, table: string, month: Month, most: number): Promise<number> {
    if (!/^[a-z_]+_\d{6}$/.test(table)) throw new Error(`${table} is no partition of a month`);
    const { low, high } = monthBounds(month);
    return tx.execute(
      `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
         SELECT m.ctid FROM ${table} m JOIN batch b ON b.id = m.batch
          WHERE b.id >= $1 AND b.id < $2 AND b.shredded_at IS NOT NULL LIMIT $3))`,
      [low, high, most],
    );
  }
}
