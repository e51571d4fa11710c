import { AuditTrail } from '@sms111/api/audit';
import { Clock, Db, problem, type Actor } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';

/** Revokes a key of the own unit; its next request is refused. Problem: `not-found` (also when revoked before). */
@Injectable()
export class RevokeApiKey {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  async execute(actor: Actor, accountId: string, keyId: string): Promise<void> {
    await this.db.transaction(async tx => {
      const [key] = await tx.query<{ login: string; label: string; hint: string }>(
        `UPDATE api_key k SET revoked_at = $4 FROM account a
          WHERE k.id = $1 AND k.account_id = $2 AND a.id = k.account_id AND a.unit_id = $3 AND k.revoked_at IS NULL
          RETURNING a.login, k.label, k.hint`,
        [keyId, accountId, actor.unitId, this.clock.now()],
      );
      if (!key) throw problem('not-found');
      await this.audit.record(tx, actor, {
        action: 'api-key.revoked',
        object: { kind: 'api-key', id: keyId },
        detail: { account: key.login, label: key.label, hint: key.hint },
      });
    });
  }
}
