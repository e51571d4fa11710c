import { Injectable } from '@nestjs/common';
import type { Tx } from '../db/tx';
import { problem } from '../http/problem';
import { KeyService } from './key-service';

/**
 * Ends a master key: from now on the database refuses data keys under it, and a process that is given it as
 * `MASTER_KEY` does not start. Problems: `not-found`; `state-conflict` {keys} while it is current or wraps a living key.
 * `accountId` is whoever does it, `null` on the command line. The caller writes the audit entry.
 */
@Injectable()
export class RetireMasterKey {
  constructor(private readonly service: KeyService) {}

  async execute(tx: Tx, accountId: string | null, masterId: string, at: Date): Promise<void> {
    const [row] = await tx.query<{ retired_at: Date | null }>(
      'SELECT retired_at FROM master_key WHERE id = $1 FOR UPDATE',
      [masterId],
    );
    if (!row) throw problem('not-found');
    const [used] = await tx.query<{ keys: number }>(
      // A key without an id may be under any of them.
      `SELECT count(*)::int AS keys FROM data_key
        WHERE destroyed_at IS NULL AND (master_id = $1 OR master_id IS NULL)`,
      [masterId],
    );
    const keys = used?.keys ?? 0;
    if (row.retired_at || keys > 0 || masterId === this.service.currentId) {
      throw problem('state-conflict', { keys });
    }
    await tx.execute('UPDATE master_key SET retired_at = $2, retired_by = $3 WHERE id = $1', [
      masterId,
      at,
      accountId,
    ]);
  }
}
