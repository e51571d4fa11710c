import type { Reader } from '@sms111/api/platform';
import type { doubtFilter } from '@sms111/contracts';
import { parseBatchId } from '@sms111/domain';
import type { z } from 'zod';
import { S } from '../codes';

export type DoubtFilter = z.output<typeof doubtFilter>;

export interface DoubtRow {
  readonly batch: number;
  readonly seq: number;
  readonly at: Date;
  readonly link: string | null;
}

/** Where a page before ended. */
export interface DoubtPlace {
  readonly ms: number;
  readonly batch: number;
  readonly seq: number;
}

const BEGINNING: DoubtPlace = { ms: 0, batch: 0, seq: -1 };

/**
 * Messages in doubt that a filter takes in, at most `limit`: in the order of the time since when, which is that of the index;
 * within one batch in the order of its keys. Nothing but the rare rows is read.
 */
export const doubtRows = (
  reader: Reader,
  filter: DoubtFilter,
  limit: number,
  after: DoubtPlace = BEGINNING,
): Promise<DoubtRow[]> => {
  const narrowed = `e.state = ${S.unconfirmed} AND ($1::text IS NULL OR e.carrier = $1) AND ($2::text IS NULL OR e.link = $2)
    AND ($3::timestamptz IS NULL OR e.at >= $3) AND ($4::timestamptz IS NULL OR e.at < $4)`;
  const values = [filter.carrier ?? null, filter.link ?? null, filter.from ?? null, filter.to ?? null];
  if (filter.batch !== undefined) {
    return reader.query<DoubtRow>(
      `SELECT e.batch, e.seq, e.at, e.link FROM message_exception e
        WHERE e.batch = $5 AND e.seq > $6 AND ${narrowed} ORDER BY e.seq LIMIT $7`,
      [...values, parseBatchId(filter.batch), after.seq, limit],
    );
  }
  return reader.query<DoubtRow>(
    `SELECT e.batch, e.seq, e.at, e.link FROM message_exception e
      WHERE ${narrowed} AND (e.at, e.batch, e.seq) > ($5::timestamptz, $6::bigint, $7::int)
      ORDER BY e.at, e.batch, e.seq LIMIT $8`,
    [...values, new Date(after.ms), after.batch, after.seq, limit],
  );
};
