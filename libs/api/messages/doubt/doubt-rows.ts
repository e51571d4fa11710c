import type { Reader } from '@sms111/api/platform';
import type { doubtFilter } from '@sms111/contracts';
import { parseBatchId } from '@sms111/domain';
import type { z } from 'zod';
import { S } from '../codes';

export type DoubtFilter = z.output<typeof doubtFilter>;

/** A message by its key. */
export interface DoubtKey {
  readonly batch: number;
  readonly seq: number;
}

export interface DoubtRow extends DoubtKey {
  /** Since when it is in doubt. */
  readonly at: Date;
  readonly link: string | null;
}

const BEGINNING: DoubtKey = { batch: 0, seq: -1 };

/**
 * Messages in doubt that a filter takes in, at most `limit`, in the order of their keys, which is that of acceptance: along
 * the batches whose tally counts some, by the rare rows of each. No other message is read, and nothing is sorted.
 */
export const doubtRows = (
  reader: Reader,
  filter: DoubtFilter,
  limit: number,
  after: DoubtKey = BEGINNING,
): Promise<DoubtRow[]> =>
  reader.query<DoubtRow>(
    `SELECT b.batch, e.seq, e.at, e.link
       FROM (SELECT DISTINCT t.batch FROM batch_tally t
              WHERE t.messages > 0 AND t.state = ${S.unconfirmed} AND t.batch >= $6
                AND ($1::text IS NULL OR t.carrier = $1) AND ($5::bigint IS NULL OR t.batch = $5)
              ORDER BY t.batch) b
      CROSS JOIN LATERAL (
        SELECT e.seq, e.at, e.link FROM message_exception e
         WHERE e.batch = b.batch AND e.state = ${S.unconfirmed} AND (b.batch > $6 OR e.seq > $7)
           AND ($1::text IS NULL OR e.carrier = $1) AND ($2::text IS NULL OR e.link = $2)
           AND ($3::timestamptz IS NULL OR e.at >= $3) AND ($4::timestamptz IS NULL OR e.at < $4)
         ORDER BY e.seq LIMIT $8) e
      ORDER BY b.batch, e.seq LIMIT $8`,
    [
      filter.carrier ?? null,
      filter.link ?? null,
      filter.from ?? null,
      filter.to ?? null,
      filter.batch === undefined ? null : parseBatchId(filter.batch),
      after.batch,
      after.seq,
      limit,
    ],
  );
