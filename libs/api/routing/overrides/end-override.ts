import { AuditTrail } from '@sms111/api/audit';
import { Clock, problem, type Actor, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { touchRouting } from '../routing-state';

/** Ends an override. Problems: `not-found`; `state-conflict` when it has ended already. */
@Injectable()
export class EndOverride {
  constructor(
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  async execute(tx: Tx, actor: Actor, id: string): Promise<void> {
    const now = this.clock.now();
    const ended = await tx.execute(
      `UPDATE number_override SET ended_at = $2, ended_by = $3
        WHERE id = $1 AND ended_at IS NULL AND (ends_at IS NULL OR ends_at > $2)`,
      [id, now, actor.login],
    );
    if (ended === 0) {
      const known = await tx.query('SELECT FROM number_override WHERE id = $1', [id]);
      throw problem(known.length > 0 ? 'state-conflict' : 'not-found');
    }
    await touchRouting(tx);
    await this.audit.record(tx, actor, {
      action: 'routing.override-ended',
      object: { kind: 'number-override', id },
    });
  }
}
