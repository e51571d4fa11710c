import type { Db, Tx } from '@sms111/api/platform';
import { monthBounds, type Month } from '@sms111/domain';
import { Injectable } from '@nestjs/common';

const AT_ONCE = 1_000;

/** Ends the three-year log of a month (GSP-27): of the agencies whose period is over, or the whole of it. */
@Injectable()
export class DropLog {
  /** Months that have a log, oldest first. */
  async months(db: Db): Promise<Month[]> {
    const rows = await db.query<{ month: number }>(
      `SELECT right(c.relname, 6)::int AS month FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'message_log'::regclass ORDER BY 1`,
    );
    return rows.map(row => row.month);
  }

  /** Some batches of the month with their log and tallies, except those of the agencies that keep them longer. */
  async some(tx: Tx, month: Month, kept: readonly string[]): Promise<number> {
    const { low, high } = monthBounds(month);
    const rows = await tx.query<{ id: number }>(
      `SELECT id FROM batch WHERE id >= $1 AND id < $2 AND shredded_at IS NOT NULL AND agency_id <> ALL ($3)
        ORDER BY id LIMIT ${AT_ONCE}`,
      [low, high, kept],
    );
    const ids = rows.map(row => row.id);
    await tx.execute('DELETE FROM message_log WHERE batch = ANY ($1)', [ids]);
    await tx.execute('DELETE FROM batch_tally WHERE batch = ANY ($1)', [ids]);
    await tx.execute('DELETE FROM batch WHERE id = ANY ($1)', [ids]);
    return ids.length;
  }

  /** Drops the month's partition of the log when nothing is in it any more. */
  async end(db: Db, month: Month): Promise<boolean> {
    const { low, high } = monthBounds(month);
    const [left] = await db.query(
      'SELECT 1 AS one FROM message_log WHERE batch >= $1 AND batch < $2 LIMIT 1',
      [low, high],
    );
    if (left) return false;
    const table = `message_log_${month}`;
    const [attached] = await db.query<{ pending: boolean }>(
      `SELECT i.inhdetachpending AS pending FROM pg_inherits i WHERE i.inhrelid = to_regclass($1)`,
      [table],
    );
    if (attached) {
      await db.query(
        `ALTER TABLE message_log DETACH PARTITION ${table} ${attached.pending ? 'FINALIZE' : 'CONCURRENTLY'}`,
      );
    }
    await db.query(`DROP TABLE IF EXISTS ${table}`);
    return true;
  }
}
