import { AuditTrail } from '@sms111/api/audit';
import { Db, problem, type Actor } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { Sessions } from './sessions';

/** Ends another session of the own account; it is over at its next request. Problem: `not-found`. */
@Injectable()
export class RevokeSession {
  constructor(
    private readonly db: Db,
    private readonly sessions: Sessions,
    private readonly audit: AuditTrail,
  ) {}

  async execute(actor: Actor, sessionId: string): Promise<void> {
    await this.db.transaction(async tx => {
      const ended = await this.sessions.end(tx, actor.accountId, sessionId, 'revoked');
      if (!ended) throw problem('not-found');
      await this.audit.record(tx, actor, {
        action: 'session.revoked',
        object: { kind: 'session', id: sessionId },
      });
    });
  }
}
