import { AuditTrail } from '@sms111/api/audit';
import { Clock, Db, type Actor } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';

/** Marks the actor's notices as read; without ids, all of them. Others' ids change nothing. */
@Injectable()
export class ReadNotices {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  async execute(actor: Actor, ids: readonly string[] | undefined): Promise<void> {
    await this.db.transaction(async tx => {
      const read = await tx.execute(
        `UPDATE notice SET read_at = $2
          WHERE account_id = $1 AND read_at IS NULL AND ($3::uuid[] IS NULL OR id = ANY ($3))`,
        [actor.accountId, this.clock.now(), ids ?? null],
      );
      if (read > 0) await this.audit.record(tx, actor, { action: 'notice.read', detail: { notices: read } });
    });
  }
}
