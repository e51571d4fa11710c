import type { Db, Reader } from '@sms111/api/platform';
import { BATCH_EPOCH_MS, batchIdAt, monthBounds, type Month } from '@sms111/domain';
import { Injectable } from '@nestjs/common';

/** A partition of a month: its own name, and how many rows were in it. */
export interface CountedPartition {
  readonly table: string;
  readonly rows: number;
}

interface PartitionRow {
  table: string;
  parent: string;
  pending: boolean;
}

const DAY = batchIdAt(BATCH_EPOCH_MS + 86_400_000);
const SAFE = /^[a-z_]+_\d{6}$/;

/** The tables of a month, whatever modules have them: everything that is partitioned by batch, except the log. */
@Injectable()
export class MonthPartitions {
  /** Months that still have partitions of messages, oldest first. */
  async months(reader: Reader): Promise<Month[]> {
    const rows = await reader.query<{ month: number }>(
      `SELECT DISTINCT right(c.relname, 6)::int AS month FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'message_state'::regclass AND c.relname ~ '^message_state_[0-9]{6}$' ORDER BY 1`,
    );
    return rows.map(row => row.month);
  }

  /** The month's partitions with their rows, counted a day at a time: each count stays short. */
  async count(reader: Reader, month: Month): Promise<CountedPartition[]> {
    const { low, high } = monthBounds(month);
    const counted: CountedPartition[] = [];
    for (const { table } of await this.attached(reader, month)) {
      let rows = 0;
      for (let from = low; from < high; from += DAY) {
        const [day] = await reader.query<{ rows: number }>(
          `SELECT count(*)::bigint AS rows FROM ${safe(table)} WHERE batch >= $1 AND batch < $2`,
          [from, Math.min(from + DAY, high)],
        );
        rows += day?.rows ?? 0;
      }
      counted.push({ table, rows });
    }
    return counted;
  }

  /**
   * Detaches and drops tables of a month, one after the other, outside of any transaction: `CONCURRENTLY` keeps nobody
   * who works on other months waiting. What is gone already, or half detached by one that died, is taken up from there.
   */
  async drop(db: Db, month: Month, tables: readonly string[]): Promise<void> {
    for (const table of tables) {
      const [attached] = (await this.attached(db, month)).filter(each => each.table === table);
      if (attached) {
        await db.query(
          `ALTER TABLE ${attached.parent} DETACH PARTITION ${safe(table)} ${attached.pending ? 'FINALIZE' : 'CONCURRENTLY'}`,
        );
      }
      await db.query(`DROP TABLE IF EXISTS ${safe(table)}`);
    }
  }

  private attached(reader: Reader, month: Month): Promise<PartitionRow[]> {
    return reader.query<PartitionRow>(
      `SELECT c.relname AS table, p.relname AS parent, i.inhdetachpending AS pending
         FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent
         JOIN pg_partitioned_table t ON t.partrelid = p.oid
         JOIN pg_attribute a ON a.attrelid = p.oid AND a.attnum = t.partattrs[0] AND a.attname = 'batch'
        WHERE p.relname <> 'message_log' AND c.relname = p.relname || '_' || $1::text
        ORDER BY c.relname`,
      [String(month)],
    );
  }
}

/** Names cannot be parameters; none but those of our own making passes. */
const safe = (table: string): string => {
  if (!SAFE.test(table)) throw new Error(`${table} is no partition of a month`);
  return table;
};
