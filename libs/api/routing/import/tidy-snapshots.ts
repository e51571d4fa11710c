import { Clock, Db } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';

/** More than the six months for which changes are to be kept. */
const KEPT_MS = 200 * 86_400_000;

/**
 * Takes away what nobody can reach: snapshots whose making broke off, those older than 200 days that are not in force
 * (with their history of changes), and blocks of none. Only whoever holds the lease of an import may call it.
 */
@Injectable()
export class TidySnapshots {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<void> {
    await this.db.transaction(async tx => {
      await tx.execute(
        `DELETE FROM ported_snapshot
          WHERE NOT complete
             OR (made_at < $1 AND id IS DISTINCT FROM (SELECT snapshot_id FROM routing_state))`,
        [new Date(this.clock.ms() - KEPT_MS)],
      );
      await tx.execute(
        `DELETE FROM ported_block b
          WHERE NOT EXISTS (SELECT FROM ported_snapshot_block s WHERE s.block_id = b.id)`,
      );
    });
  }
}
