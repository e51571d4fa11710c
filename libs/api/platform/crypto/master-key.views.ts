import { Injectable } from '@nestjs/common';
import type { Reader } from '../db/tx';
import { KeyService } from './key-service';

export interface MasterKeyLine {
  /** `null`: keys from before ids were written down. */
  readonly id: string | null;
  readonly current: boolean;
  /** Whether this process can unwrap with it. */
  readonly known: boolean;
  readonly firstUsedAt: Date | null;
  readonly retiredAt: Date | null;
  /** Living data keys under it. */
  readonly keys: number;
}

/** How far a rotation of the master key has come. */
@Injectable()
export class MasterKeyViews {
  constructor(private readonly service: KeyService) {}

  async list(reader: Reader): Promise<MasterKeyLine[]> {
    const rows = await reader.query<Omit<MasterKeyLine, 'current' | 'known'>>(
      `SELECT id, m.first_used_at AS "firstUsedAt", m.retired_at AS "retiredAt", coalesce(k.keys, 0)::int AS keys
         FROM master_key m
         FULL JOIN (SELECT master_id AS id, count(*) AS keys FROM data_key WHERE destroyed_at IS NULL GROUP BY 1) k USING (id)
        ORDER BY m.first_used_at DESC NULLS LAST`,
    );
    const { currentId, knownIds } = this.service;
    return rows.map(row => ({
      ...row,
      current: row.id === currentId,
      known: row.id === null || knownIds.includes(row.id),
    }));
  }
}
