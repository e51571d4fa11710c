import { AuditTrail } from '@sms111/api/audit';
import { Db, problem, type Actor } from '@sms111/api/platform';
import type { grantLanes, InputOf } from '@sms111/contracts';
import { isUrgent, LANES, type Lane } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { LaneRightViews, maySend, SENDERS, type LaneRight } from './lane-right.views';

/**
 * Sets the urgent lanes of an account that may send, a system's or a person's; its next request is judged by them, what was accepted keeps its lane.
 * Problems: `not-found` (also where its role may not send); `state-conflict` when the lanes are no longer those that were seen.
 */
@Injectable()
export class GrantLanes {
  constructor(
    private readonly db: Db,
    private readonly audit: AuditTrail,
    private readonly views: LaneRightViews,
  ) {}

  execute(
    actor: Actor,
    accountId: string,
    { lanes, instead, reason }: InputOf<typeof grantLanes>['body'],
  ): Promise<LaneRight> {
    return this.db.transaction(async tx => {
      const [account] = await tx.query<{ login: string; lanes: Lane[] }>(
        `SELECT a.login, a.lanes FROM account a WHERE a.id = $1 AND ${maySend(2)} FOR UPDATE`,
        [accountId, SENDERS],
      );
      if (!account) throw problem('not-found');
      const before = inOrder(account.lanes);
      if (before.filter(isUrgent).join() !== inOrder(instead).join()) throw problem('state-conflict');
      const after = inOrder([...before.filter(lane => !isUrgent(lane)), ...lanes]);
      if (after.join() !== before.join()) {
        await tx.execute('UPDATE account SET lanes = $2 WHERE id = $1', [accountId, after]);
        await this.audit.record(tx, actor, {
          action: 'account.lanes-granted',
          object: { kind: 'account', id: accountId },
          detail: { account: account.login, before: before.join(','), after: after.join(','), reason },
        });
      }
      const shown = await this.views.show(tx, accountId);
      if (!shown) throw problem('not-found');
      return shown;
    });
  }
}

const inOrder = (lanes: readonly Lane[]): Lane[] => LANES.filter(lane => lanes.includes(lane));
