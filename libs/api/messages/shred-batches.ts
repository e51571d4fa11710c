import { Clock, type Tx } from '@sms111/api/platform';
import { monthBounds, type Month } from '@sms111/domain';
import { Injectable } from '@nestjs/common';

/**
 * Takes from the batches of a month what could tell of persons: name, signature and the sealed common text. Keys, times,
 * states, segments and money stay. A few at a time; how many were done.
 */
@Injectable()
export class ShredBatches {
  constructor(private readonly clock: Clock) {}

  async execute(tx: Tx, month: Month, spared: readonly string[], most: number): Promise<number> {
    const { low, high } = monthBounds(month);
    return tx.execute(
      `UPDATE batch SET name = '', signature = '', common_sealed = NULL, shredded_at = $5
        WHERE id IN (SELECT id FROM batch WHERE id >= $1 AND id < $2 AND agency_id <> ALL ($3) AND shredded_at IS NULL
                      ORDER BY id LIMIT $4)`,
      [low, high, spared, most, this.clock.now()],
    );
  }
}
