import { AuditTrail } from '@sms111/api/audit';
import { Clock, problem, type Actor, type Tx } from '@sms111/api/platform';
import type { Resolution } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { ApplyResolution } from './apply-resolution';
import { failureOf, ResolutionViews, type ResolutionShown } from './resolution.views';

interface Proposal {
  said: Resolution;
  why: number;
  carrier_ids: { part: number; id: string }[];
  state: string;
  proposed_by: string;
}

/** The second person's word on what another one proposed; its author may only take it back. */
@Injectable()
export class DecideResolution {
  constructor(
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly apply: ApplyResolution,
    private readonly views: ResolutionViews,
  ) {}

  /** Problems: `not-found`, `state-conflict` {state}, `second-person-needed`. */
  async execute(
    tx: Tx,
    actor: Actor,
    id: string,
    decision: 'approve' | 'reject' | 'withdraw',
  ): Promise<ResolutionShown> {
    const [proposal] = await tx.query<Proposal>(
      'SELECT said, why, carrier_ids, state, proposed_by FROM resolution WHERE id = $1 FOR UPDATE',
      [id],
    );
    if (!proposal) throw problem('not-found');
    if (proposal.state !== 'proposed') throw problem('state-conflict', { state: proposal.state });
    const own = proposal.proposed_by === actor.accountId;
    if (own !== (decision === 'withdraw')) throw problem('second-person-needed');
    const at = this.clock.now();
    const applied = decision === 'approve' ? await this.approved(tx, id, proposal, at) : 0;
    const state = STATES[decision];
    await tx.execute(
      'UPDATE resolution SET state = $2, applied = $3, decided_by = $4, decided_at = $5 WHERE id = $1',
      [id, state, applied, actor.accountId, at],
    );
    await this.audit.record(tx, actor, {
      action: `resolution.${state}`,
      object: { kind: 'resolution', id },
      detail: { said: proposal.said, applied },
    });
    return this.views.one(tx, actor, id);
  }

  private approved(tx: Tx, id: string, proposal: Proposal, at: Date): Promise<number> {
    return this.apply.execute(
      tx,
      {
        resolutionId: id,
        said: proposal.said,
        why: failureOf(proposal.why),
        carrierIds: proposal.carrier_ids,
      },
      at,
    );
  }
}

const STATES = { approve: 'applied', reject: 'rejected', withdraw: 'withdrawn' } as const;
