import { AuditTrail } from '@sms111/api/audit';
import { Clock, Db, problem, type Actor } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';

/** Stops a destruction whose keys still exist. Problems: `not-found`, `state-conflict` once they do not. */
@Injectable()
export class WithdrawDestruction {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  async execute(actor: Actor, id: string): Promise<void> {
    await this.db.transaction(async tx => {
      const [row] = await tx.query<{ state: string; month: number }>(
        'SELECT state, month FROM destruction WHERE id = $1 FOR UPDATE',
        [id],
      );
      if (!row) throw problem('not-found');
      if (!['proposed', 'approved', 'logged'].includes(row.state)) throw problem('state-conflict');
      await tx.execute(
        `UPDATE destruction SET state = 'withdrawn', withdrawn_by = $2, withdrawn_at = $3 WHERE id = $1`,
        [id, actor.accountId, this.clock.now()],
      );
      await this.audit.record(tx, actor, {
        action: 'destruction.withdrawn',
        object: { kind: 'destruction', id },
        detail: { month: row.month, step: row.state },
      });
    });
  }
}
