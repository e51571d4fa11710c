import { AuditTrail, PLATFORM } from '@sms111/api/audit';
import { SurveyMonth } from '@sms111/api/messages';
import { Clock, Db, isDuplicate, problem, type Actor } from '@sms111/api/platform';
import type { Month } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { MonthGate } from './month-gate';

/** Proposes that a month's records go; somebody else has to agree (SEC-7). */
@Injectable()
export class ProposeDestruction {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly survey: SurveyMonth,
    private readonly gate: MonthGate,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * The id of the destruction. With `actor` null the clock proposes, and by that policy nobody has to agree.
   * Problem: `month-not-due` {blocker}.
   */
  async execute(actor: Actor | null, month: Month): Promise<string> {
    const figures = await this.survey.execute(this.db, month);
    try {
      return await this.db.transaction(async tx => {
        const { blockers, spared } = await this.gate.judge(tx, figures);
        if (blockers[0]) throw problem('month-not-due', { blocker: blockers[0] });
        const [row] = await tx.query<{ id: string }>(
          `INSERT INTO destruction (month, state, spared, proposed_by, proposed_at) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
          [month, actor ? 'proposed' : 'approved', spared, actor?.accountId ?? null, this.clock.now()],
        );
        const id = row?.id ?? '';
        await this.audit.record(tx, actor ?? PLATFORM, {
          action: 'destruction.proposed',
          object: { kind: 'destruction', id },
          detail: { month, messages: figures.messages, spared: spared.length },
        });
        return id;
      });
    } catch (error) {
      // Two proposed at once.
      if (isDuplicate(error, 'destruction_open')) throw problem('month-not-due', { blocker: 'running' });
      throw error;
    }
  }
}
