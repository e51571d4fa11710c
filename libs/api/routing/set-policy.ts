import { AuditTrail } from '@sms111/api/audit';
import { problem, type Actor, type Tx } from '@sms111/api/platform';
import type { InputOf, setRoutingPolicy } from '@sms111/contracts';
import { Injectable } from '@nestjs/common';
import { touchRouting } from './routing-state';

export type RoutingPolicy = Omit<InputOf<typeof setRoutingPolicy>['body'], 'reason'>;

/**
 * What becomes of a number of which nothing is known. What does not change leaves no entry. Problem: `state-conflict` before
 * there is a numbering plan.
 */
@Injectable()
export class SetPolicy {
  constructor(private readonly audit: AuditTrail) {}

  async execute(
    tx: Tx,
    actor: Actor,
    { reason, ...policy }: InputOf<typeof setRoutingPolicy>['body'],
  ): Promise<RoutingPolicy> {
    const [before] = await tx.query<{ onUnknown: string; defaultNetwork: string | null }>(
      `SELECT on_unknown AS "onUnknown", default_network AS "defaultNetwork" FROM routing_policy FOR UPDATE`,
    );
    if (before?.onUnknown === policy.onUnknown && before.defaultNetwork === policy.defaultNetwork)
      return policy;
    const set = await tx.execute(
      `UPDATE routing_policy SET on_unknown = $1, default_network = n.code FROM network n WHERE n.code = $2`,
      [policy.onUnknown, policy.defaultNetwork],
    );
    if (set !== 1) throw problem('state-conflict');
    await touchRouting(tx);
    await this.audit.record(tx, actor, {
      action: 'routing.policy-changed',
      detail: {
        onUnknown: `${before?.onUnknown} → ${policy.onUnknown}`,
        defaultNetwork: `${before?.defaultNetwork} → ${policy.defaultNetwork}`,
        reason,
      },
    });
    return policy;
  }
}
