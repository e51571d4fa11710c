import { AuditTrail } from '@sms111/api/audit';
import { Db, type Actor } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { Sessions } from './sessions';

/** Signs out. */
@Injectable()
export class EndSession {
  constructor(
    private readonly db: Db,
    private readonly sessions: Sessions,
    private readonly audit: AuditTrail,
  ) {}

  async execute(actor: Actor): Promise<void> {
    const id = actor.sessionId;
    if (!id) return;
    await this.db.transaction(async tx => {
      // Pressed twice at once: the second finds nothing to end, and the person is signed out all the same.
      if (!(await this.sessions.end(tx, actor.accountId, id, 'signed-out'))) return;
      await this.audit.record(tx, actor, {
        action: 'session.ended',
        object: { kind: 'session', id },
        detail: { reason: 'signed-out' },
      });
    });
  }
}
