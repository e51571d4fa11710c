import { Injectable } from '@nestjs/common';
import type { Tx } from '../db/tx';

export interface DestroyedKeys {
  readonly seal: number;
  readonly lookup: number;
  /** Ids of all keys of the month that are gone now, those of an earlier run included; ascending. */
  readonly ids: readonly number[];
}

/**
 * Destroys the keys of a month: what was sealed under them can be read by nobody any more (SEC-7). The rows stay without
 * their keys, because batches name them and because a key that is missing would be made anew. `spared` agencies keep
 * theirs, and with them the month keeps its look-up key. The caller has made sure that the month may go, and audits.
 */
@Injectable()
export class DestroyKeys {
  async execute(tx: Tx, month: number, spared: readonly string[]): Promise<DestroyedKeys> {
    if (month === 0) throw new Error('the key of the platform has no month and is never destroyed');
    await tx.execute(
      `UPDATE data_key SET wrapped = NULL, master_id = NULL, destroyed_at = now()
        WHERE month = $1 AND destroyed_at IS NULL
          AND (purpose = 'seal' OR cardinality($2::uuid[]) = 0) AND agency_id <> ALL ($2)`,
      [month, spared],
    );
    const gone = await tx.query<{ id: number; purpose: string }>(
      'SELECT id, purpose FROM data_key WHERE month = $1 AND destroyed_at IS NOT NULL ORDER BY id',
      [month],
    );
    return {
      seal: gone.filter(key => key.purpose === 'seal').length,
      lookup: gone.filter(key => key.purpose === 'lookup').length,
      ids: gone.map(key => key.id),
    };
  }
}
