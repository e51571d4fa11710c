import { AuditTrail } from '@sms111/api/audit';
import { Clock, Db, problem, type Actor } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { LegalHolds } from './legal-holds';

/** Ends a legal hold, with a reason. Problem: `not-found` (also when it was ended before). */
@Injectable()
export class EndHold {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly holds: LegalHolds,
    private readonly audit: AuditTrail,
  ) {}

  async execute(actor: Actor, id: string, reason: string): Promise<void> {
    await this.db.transaction(async tx => {
      await this.holds.still(tx);
      const ended = await tx.execute(
        `UPDATE legal_hold SET ended_by = $2, ended_at = $3, end_reason = $4 WHERE id = $1 AND ended_at IS NULL`,
        [id, actor.accountId, this.clock.now(), reason],
      );
      if (ended !== 1) throw problem('not-found');
      await this.audit.record(tx, actor, {
        action: 'legal-hold.ended',
        object: { kind: 'legal-hold', id },
        detail: { reason },
      });
    });
  }
}
