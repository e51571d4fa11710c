import { Clock, type Tx } from '@sms111/api/platform';
import { monthBounds, type Month } from '@sms111/domain';
import { Injectable } from '@nestjs/common';

/** Batches that were done in one step: how many, and the ids between which they lie. */
export interface Shredded {
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

/**
 * Takes from the batches of a month what could tell of persons: name, signature and the sealed common text. Keys, times,
 * states, segments and money stay. A few at a time in the order of their ids; `null` when none is left.
 */
@Injectable()
export class ShredBatches {
  constructor(private readonly clock: Clock) {}

  async execute(tx: Tx, month: Month, spared: readonly string[], most: number): Promise<Shredded | null> {
    const { low, high } = monthBounds(month);
    const [done] = await tx.query<{ count: number; first: number | null; last: number | null }>(
      `WITH chosen AS MATERIALIZED (
         SELECT id FROM batch WHERE id >= $1 AND id < $2 AND agency_id <> ALL ($3) AND shredded_at IS NULL
          ORDER BY id LIMIT $4),
       done AS (
         UPDATE batch b SET name = '', signature = '', common_sealed = NULL, shredded_at = $5
           FROM chosen WHERE b.id = chosen.id RETURNING b.id)
       SELECT count(*)::int AS count, min(id) AS first, max(id) AS last FROM done`,
      [low, high, spared, most, this.clock.now()],
    );
    if (!done || done.first === null || done.last === null) return null;
    return { count: done.count, first: done.first, last: done.last };
  }
}
