import { AuditTrail } from '@sms111/api/audit';
import { queuePolicy } from '@sms111/api/messages';
import type { Actor, Tx } from '@sms111/api/platform';
import type { InputOf, setQueuePolicy } from '@sms111/contracts';
import { Injectable } from '@nestjs/common';
import { queuePolicyShape, type QueuePolicyShape } from './queue-policy-shape';

/** Changes settings of the queue; each is read anew wherever it is used. What does not change leaves no entry. */
@Injectable()
export class SetQueuePolicy {
  constructor(private readonly audit: AuditTrail) {}

  async execute(
    tx: Tx,
    actor: Actor,
    { reason, ...wanted }: InputOf<typeof setQueuePolicy>['body'],
  ): Promise<QueuePolicyShape> {
    await tx.query('SELECT FROM queue_policy FOR UPDATE');
    const before = queuePolicyShape(await queuePolicy(tx));
    const after: QueuePolicyShape = { ...before, ...wanted };
    const changed = (Object.keys(before) as (keyof QueuePolicyShape)[]).filter(
      name => after[name] !== before[name],
    );
    if (changed.length === 0) return before;
    await tx.execute(
      `UPDATE queue_policy
          SET second_person_above = $1, alarm_unconfirmed = $2, alarm_held = $3, query_after_seconds = $4 * 60,
              query_most = $5, query_per_second = $6`,
      [
        after.secondPersonAbove,
        after.alarmUnconfirmed,
        after.alarmHeld,
        after.queryAfterMinutes,
        after.queryMost,
        after.queryPerSecond,
      ],
    );
    await this.audit.record(tx, actor, {
      action: 'queue.policy-changed',
      detail: {
        ...Object.fromEntries(changed.map(name => [name, `${before[name]} → ${after[name]}`])),
        reason,
      },
    });
    return after;
  }
}
