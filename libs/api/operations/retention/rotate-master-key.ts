import { AuditTrail } from '@sms111/api/audit';
import { Clock, Db, RetireMasterKey, RewrapKeys, type Actor } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';

const STEP = 100;
/** A request ends after this and says what is left; a key service answers slower than the environment. */
const PATIENCE_MS = 15_000;

/** Changes the master key under which data keys lie; records are not touched (SEC-7). */
@Injectable()
export class RotateMasterKey {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly keys: RewrapKeys,
    private readonly retiring: RetireMasterKey,
    private readonly audit: AuditTrail,
  ) {}

  /** Re-wraps in steps of a hundred, each with its own commit and entry: broken off, it goes on from there. */
  async rewrap(actor: Actor): Promise<{ count: number; left: number }> {
    const begun = performance.now();
    let count = 0;
    for (let step = STEP; step === STEP && performance.now() - begun < PATIENCE_MS;) {
      step = await this.db.transaction(async tx => {
        const done = await this.keys.execute(tx, STEP);
        await this.audit.record(tx, actor, {
          action: 'master-key.rewrapped',
          object: { kind: 'master-key', id: done.masterId },
          detail: { keys: done.count },
        });
        return done.count;
      });
      count += step;
    }
    return { count, left: await this.keys.left(this.db) };
  }

  /** Problems: `not-found`, `state-conflict` {keys}. */
  async retire(actor: Actor, masterId: string): Promise<void> {
    await this.db.transaction(async tx => {
      await this.retiring.execute(tx, actor.accountId, masterId, this.clock.now());
      await this.audit.record(tx, actor, {
        action: 'master-key.retired',
        object: { kind: 'master-key', id: masterId },
      });
    });
  }
}
