import { AuditTrail } from '@sms111/api/audit';
import { Clock, Db, problem, type Actor } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';

/** How long an agency's transaction log is kept, three years at least (GSP-27). Problem: `not-found`. */
@Injectable()
export class SetLogPeriod {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  async execute(actor: Actor, agencyId: string, months: number, reason: string): Promise<void> {
    await this.db.transaction(async tx => {
      const set = await tx.execute(
        `INSERT INTO log_period (agency_id, months, reason, set_by, set_at)
         SELECT id, $2, $3, $4, $5 FROM agency WHERE id = $1
         ON CONFLICT (agency_id) DO UPDATE
           SET months = excluded.months, reason = excluded.reason, set_by = excluded.set_by, set_at = excluded.set_at`,
        [agencyId, months, reason, actor.accountId, this.clock.now()],
      );
      if (set !== 1) throw problem('not-found');
      await this.audit.record(tx, actor, {
        action: 'log-period.changed',
        object: { kind: 'agency', id: agencyId },
        detail: { months, reason },
      });
    });
  }
}
