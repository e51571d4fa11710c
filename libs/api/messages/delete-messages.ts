import type { Reader, Tx } from '@sms111/api/platform';
import { monthBounds, type Month } from '@sms111/domain';
import { Injectable } from '@nestjs/common';

/**
 * Deletes messages row by row where a partition must stay for an agency under a legal hold. The others' sealed blocks
 * are unreadable by then, but the month's look-up key stays with the held ones, and a hash of a number that can be
 * computed again is as good as the number.
 */
@Injectable()
export class DeleteMessages {
  /** Shredded batches of the month behind an id, in order. */
  async batches(reader: Reader, month: Month, after: number, most: number): Promise<number[]> {
    const { low, high } = monthBounds(month);
    const rows = await reader.query<{ id: number }>(
      `SELECT id FROM batch WHERE id >= $1 AND id < $2 AND id > $3 AND shredded_at IS NOT NULL ORDER BY id LIMIT $4`,
      [low, high, after, most],
    );
    return rows.map(row => row.id);
  }

  /** Their rows in one table of the month; how many. */
  async execute(tx: Tx, table: string, batches: readonly number[]): Promise<number> {
    if (!/^[a-z_]+_\d{6}$/.test(table)) throw new Error(`${table} is no partition of a month`);
    return tx.execute(`DELETE FROM ${table} WHERE batch = ANY ($1)`, [batches]);
  }
}
