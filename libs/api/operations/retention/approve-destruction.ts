import { AuditTrail } from '@sms111/api/audit';
import { SurveyMonth } from '@sms111/api/messages';
import { Clock, Db, problem, type Actor } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { MonthGate } from './month-gate';

/**
 * The second person agrees (SEC-7). Problems: `not-found`; `second-person-needed` for whoever proposed it;
 * `state-conflict` when it is not a proposal any more; `month-not-due` {blocker}.
 */
@Injectable()
export class ApproveDestruction {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly survey: SurveyMonth,
    private readonly gate: MonthGate,
    private readonly audit: AuditTrail,
  ) {}

  async execute(actor: Actor, id: string): Promise<void> {
    const [proposal] = await this.db.query<{ month: number }>('SELECT month FROM destruction WHERE id = $1', [
      id,
    ]);
    if (!proposal) throw problem('not-found');
    const figures = await this.survey.execute(this.db, proposal.month);
    await this.db.transaction(async tx => {
      const [row] = await tx.query<{ state: string; proposed_by: string | null }>(
        'SELECT state, proposed_by FROM destruction WHERE id = $1 FOR UPDATE',
        [id],
      );
      if (row?.state !== 'proposed') throw problem('state-conflict');
      if (row.proposed_by === actor.accountId) throw problem('second-person-needed');
      const { blockers } = await this.gate.judge(tx, figures);
      if (blockers[0]) throw problem('month-not-due', { blocker: blockers[0] });
      await tx.execute(
        `UPDATE destruction SET state = 'approved', approved_by = $2, approved_at = $3 WHERE id = $1`,
        [id, actor.accountId, this.clock.now()],
      );
      await this.audit.record(tx, actor, {
        action: 'destruction.approved',
        object: { kind: 'destruction', id },
        detail: { month: proposal.month },
      });
    });
  }
}
