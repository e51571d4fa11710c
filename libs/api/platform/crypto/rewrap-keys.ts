import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../db/tx';
import { KEY_COLUMNS, placeOfRow, type KeyRow } from './key-row';
import { KeyService } from './key-service';

export interface Rewrapped {
  readonly masterId: string;
  readonly count: number;
}

/**
 * Puts data keys under the current master key, a few at a time: the data keys stay the same, so no record is written
 * anew. It may be broken off anywhere and begun again, also by several at once. The caller writes the audit entry.
 */
@Injectable()
export class RewrapKeys {
  constructor(private readonly service: KeyService) {}

  async execute(tx: Tx, most: number): Promise<Rewrapped> {
    const masterId = this.service.currentId;
    const rows = await tx.query<KeyRow>(
      `SELECT ${KEY_COLUMNS} FROM data_key WHERE destroyed_at IS NULL AND master_id IS DISTINCT FROM $1
        ORDER BY id LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED`,
      [masterId, most],
    );
    for (const row of rows) {
      const place = placeOfRow(row);
      const plain = await this.service.unwrap(place, row.master_id, row.wrapped);
      const fresh = await this.service.wrap(place, plain);
      plain.fill(0);
      await tx.execute('UPDATE data_key SET master_id = $2, wrapped = $3 WHERE id = $1', [
        row.id,
        fresh.masterId,
        fresh.wrapped,
      ]);
    }
    return { masterId, count: rows.length };
  }

  /** Data keys that another master key still wraps. */
  async left(reader: Reader): Promise<number> {
    const [row] = await reader.query<{ left: number }>(
      `SELECT count(*)::int AS left FROM data_key
        WHERE destroyed_at IS NULL AND master_id IS DISTINCT FROM $1`,
      [this.service.currentId],
    );
    return row?.left ?? 0;
  }
}
