import { AuditTrail, type AuditEntry } from '@sms111/api/audit';
import { Clock, type Actor, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';

/** Pages ask again every second while something moves: one look is one entry, not one a second. */
const WINDOW_MS = 5 * 60_000;
const MOST = 20_000;

/** Records that somebody read records, once for the same look within five minutes. */
@Injectable()
export class ReadOnce {
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  async record(tx: Tx, actor: Actor, entry: AuditEntry): Promise<void> {
    const key = [
      actor.sessionId ?? actor.accountId,
      entry.action,
      entry.object?.id,
      JSON.stringify(entry.detail),
    ].join('|');
    const now = this.clock.ms();
    if (now - (this.seen.get(key) ?? -Infinity) < WINDOW_MS) return;
    await this.audit.record(tx, actor, entry);
    tx.afterCommit(() => this.remember(key, now));
  }

  private remember(key: string, at: number): void {
    this.seen.delete(key);
    this.seen.set(key, at);
    if (this.seen.size > MOST)
      for (const oldest of [...this.seen.keys()].slice(0, MOST / 2)) this.seen.delete(oldest);
  }
}
