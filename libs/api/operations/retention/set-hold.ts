import { AuditTrail } from '@sms111/api/audit';
import { MonthPartitions } from '@sms111/api/messages';
import { Clock, Db, problem, type Actor } from '@sms111/api/platform';
import type { InputOf, setHold } from '@sms111/contracts';
import { monthAt } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { LegalHolds } from './legal-holds';

type Request = InputOf<typeof setHold>['body'];

/**
 * Sets a legal hold. It holds whatever still exists when it begins: once keys are destroyed no hold brings them back.
 * Problems: `not-found` (no such agency); `state-conflict` when the month is gone, or its day lies behind us.
 */
@Injectable()
export class SetHold {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly holds: LegalHolds,
    private readonly partitions: MonthPartitions,
    private readonly audit: AuditTrail,
  ) {}

  execute(actor: Actor, { agencyId, month, reason, until }: Request): Promise<string> {
    const now = this.clock.now();
    return this.db.transaction(async tx => {
      await this.holds.still(tx);
      if (until && new Date(until) <= now) throw problem('state-conflict');
      if (month && Number(month) < monthAt(now.getTime())) {
        const standing = await this.partitions.months(tx);
        if (!standing.includes(Number(month))) throw problem('state-conflict');
      }
      if (agencyId) {
        const [agency] = await tx.query('SELECT 1 AS one FROM agency WHERE id = $1', [agencyId]);
        if (!agency) throw problem('not-found');
      }
      const [row] = await tx.query<{ id: string }>(
        `INSERT INTO legal_hold (agency_id, month, reason, until, set_by, set_at)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
        [agencyId, month && Number(month), reason, until, actor.accountId, now],
      );
      const id = row?.id ?? '';
      await this.audit.record(tx, actor, {
        action: 'legal-hold.set',
        object: { kind: 'legal-hold', id },
        detail: { agency: agencyId, month, reason, until },
      });
      return id;
    });
  }
}
