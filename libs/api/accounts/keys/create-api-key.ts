import { AuditTrail } from '@sms111/api/audit';
import { Notices } from '@sms111/api/notices';
import { Clock, Db, problem, Secrets, type Actor, type Tx } from '@sms111/api/platform';
import type { AnswerOf, createApiKey } from '@sms111/contracts';
import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AccountViews } from '../account.views';
import { Account, ApiKey } from '../accounts.entity';
import { keyShape } from './api-account.views';
import { keyText, newKeyHint } from './api-key-text';
import { ApiKeys } from './api-keys';

/** Two to change over, a few for separate systems; more is a sign that keys are not cleared away. */
const MOST_LIVING = 5;

/** Makes a key for an API account of the own unit. Its text is in the answer and nowhere else. */
@Injectable()
export class CreateApiKey {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
    private readonly keys: ApiKeys,
    private readonly accounts: AccountViews,
    private readonly notices: Notices,
    private readonly audit: AuditTrail,
  ) {}

  /** Problems: `not-found` (also for another unit's account), `state-conflict` (disabled, or too many keys). */
  execute(actor: Actor, accountId: string, label: string): Promise<AnswerOf<typeof createApiKey>> {
    return this.db.transaction(async tx => {
      // The row is locked, so that two at once do not both find room for the last key.
      const where = { id: accountId, unitId: actor.unitId, kind: 'api' as const };
      const account = await tx.em.findOne(Account, where, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (!account) throw problem('not-found');
      const living = await tx.em.count(ApiKey, { account, revokedAt: null });
      if (account.status !== 'active' || living >= MOST_LIVING) throw problem('state-conflict', { living });

      const hint = newKeyHint();
      const secret = keyText(hint, this.secrets.token());
      const key = tx.em.create(ApiKey, {
        account,
        label,
        hint,
        keyHash: this.keys.hash(secret),
        createdBy: actor.accountId,
        createdAt: this.clock.now(),
        lastUsedAt: null,
        revokedAt: null,
      });
      await tx.em.flush();
      await this.audit.record(tx, actor, {
        action: 'api-key.created',
        object: { kind: 'api-key', id: key.id },
        detail: { account: account.login, label, hint },
      });
      await this.tell(tx, actor, key.id, account.login, label);
      return { key: keyShape({ ...key, lastUsedAt: null, revokedAt: null }), secret };
    });
  }

  private async tell(tx: Tx, actor: Actor, keyId: string, login: string, label: string): Promise<void> {
    for (const manager of await this.accounts.withPermission(tx, actor.unitId, 'api-key.manage')) {
      await this.notices.tell(tx, {
        to: manager,
        kind: 'api-key-created',
        params: { account: login, label, by: actor.name },
        dedupeKey: `api-key-created/${keyId}/${manager.id}`,
      });
    }
  }
}
