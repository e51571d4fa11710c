import type { Db, Reader } from '@sms111/api/platform';
import { batchIdAt, BATCH_EPOCH_MS, monthBounds, type Month } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { NOT_FINAL } from './month-survey';

/** What the log took over. */
export interface LoggedMonth {
  readonly batches: number;
  readonly messages: number;
  readonly segments: number;
}

/** Something in the month has no last word: nothing of it may go (SEC-7). */
export class StillOpen extends Error {}

const AT_ONCE = 100_000;
const ROWS = 1_000;
const DAY = batchIdAt(BATCH_EPOCH_MS + 86_400_000);

/**
 * Writes what must stay for three years of a month's messages: keys, times, states, segments; no number, no hash of one,
 * no text (GSP-27). Batch after batch, each once: it may be broken off anywhere and begun again.
 */
@Injectable()
export class LogMonth {
  /** `spared` agencies keep their messages, so they need no log yet. `between` runs after each step. */
  async execute(
    db: Db,
    month: Month,
    spared: readonly string[],
    between: () => Promise<void>,
  ): Promise<LoggedMonth> {
    await db.query('SELECT make_log_partition($1::date)', [
      `${String(month).slice(0, 4)}-${String(month).slice(4)}-01`,
    ]);
    const { low, high } = monthBounds(month);
    for (let after = low - 1; ;) {
      const batches = await db.query<{ id: number; messages: number; logged: boolean }>(
        `SELECT id, messages, EXISTS (SELECT FROM message_log l WHERE l.batch = b.id) AS logged
           FROM batch b WHERE id > $1 AND id < $2 AND agency_id <> ALL ($3) AND shredded_at IS NULL
          ORDER BY id LIMIT 1000`,
        [after, high, spared],
      );
      if (batches.length === 0) break;
      for (const part of partsOf(batches.filter(batch => !batch.logged))) await this.write(db, part);
      await between();
      after = batches.at(-1)?.id ?? high;
    }
    return this.sum(db, month);
  }

  private async write(db: Db, batches: readonly number[]): Promise<void> {
    await db.transaction(async tx => {
      await tx.execute(
        `INSERT INTO message_log (batch, first_seq, last_seq, segments, states, submitted_after, final_after)
         SELECT s.batch, min(s.seq), max(s.seq), array_agg(s.parts ORDER BY s.seq), array_agg(s.state ORDER BY s.seq),
                array_agg(${after('s.submitted_at')} ORDER BY s.seq), array_agg(${after('s.final_at')} ORDER BY s.seq)
           FROM message_state s WHERE s.batch = ANY ($1) GROUP BY s.batch, s.seq / ${ROWS}
         ON CONFLICT (batch, first_seq) DO NOTHING`,
        [batches],
      );
      const open = await tx.query(
        'SELECT FROM message_log WHERE batch = ANY ($1) AND states && $2::smallint[] LIMIT 1',
        [batches, NOT_FINAL],
      );
      if (open.length > 0) throw new StillOpen('a message of the month has no final state');
      const short = await tx.query(
        `SELECT FROM batch b WHERE b.id = ANY ($1)
            AND b.messages <> (SELECT coalesce(sum(cardinality(l.states)), 0) FROM message_log l WHERE l.batch = b.id)`,
        [batches],
      );
      if (short.length > 0) throw new Error(`${short.length} batches are not whole in the log`);
    });
  }

  /** Everything that the log holds of the month. */
  private async sum(reader: Reader, month: Month): Promise<LoggedMonth> {
    const { low, high } = monthBounds(month);
    const sum = { batches: 0, messages: 0, segments: 0 };
    for (let from = low; from < high; from += DAY) {
      const [day] = await reader.query<LoggedMonth>(
        `SELECT count(DISTINCT batch)::int AS batches, coalesce(sum(cardinality(states)), 0)::bigint AS messages,
                coalesce(sum((SELECT sum(x) FROM unnest(segments) x)), 0)::bigint AS segments
           FROM message_log WHERE batch >= $1 AND batch < $2`,
        [from, Math.min(from + DAY, high)],
      );
      sum.batches += day?.batches ?? 0;
      sum.messages += day?.messages ?? 0;
      sum.segments += day?.segments ?? 0;
    }
    return sum;
  }
}

/** Seconds after the moment in the batch's key. */
const after = (column: string): string =>
  `(extract(epoch FROM ${column}) - (s.batch / 4096 + ${BATCH_EPOCH_MS}) / 1000.0)::int`;

/** Batches in groups of so many messages that one statement stays short; a large one goes alone. */
const partsOf = (batches: readonly { id: number; messages: number }[]): number[][] => {
  const parts: number[][] = [];
  let room = 0;
  for (const { id, messages } of batches) {
    if (messages > room || parts.length === 0) {
      parts.push([]);
      room = AT_ONCE;
    }
    parts.at(-1)?.push(id);
    room -= messages;
  }
  return parts;
};
