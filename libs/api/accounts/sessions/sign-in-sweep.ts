import { AuditTrail, PLATFORM } from '@sms111/api/audit';
import { Clock, Db, LOG, type Log, Round } from '@sms111/api/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';

const EVERY_MS = 60_000;

const DAY_MS = 24 * 60 * 60_000;
const AT_ONCE = 500;
/** Ended sessions can be looked at for a month; the audit trail keeps what must be kept longer. */
const KEEP_SESSIONS_MS = 30 * DAY_MS;

interface Ended {
  id: string;
  reason: string;
  accountId: string;
  login: string;
  unitId: string;
}

/**
 * Bookkeeping of what time has ended. Nothing depends on when it runs: an overdue session opens nothing anyway.
 */
@Injectable()
export class SignInSweep {
  private readonly round = new Round();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    @Inject(LOG) private readonly log: Log,
  ) {}

  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.round.begin(
      () => this.run(),
      error => this.log.warn({ err: error }, 'the sweep of sessions failed'),
    );
  }

  /** Writes down sessions that ran out, with their entries, and throws away what has served. */
  async run(): Promise<void> {
    while ((await this.endOverdue()) === AT_ONCE);
    const before = (ms: number): Date => new Date(this.clock.ms() - ms);
    await this.db.query('DELETE FROM sign_in_failure WHERE at < $1', [before(DAY_MS)]);
    await this.db.query('DELETE FROM sign_in_challenge WHERE ends_at < $1', [before(DAY_MS)]);
    await this.db.query('DELETE FROM session WHERE ended_at < $1', [before(KEEP_SESSIONS_MS)]);
  }

  private endOverdue(): Promise<number> {
    return this.db.transaction(async tx => {
      const ended = await tx.query<Ended>(
        `WITH overdue AS MATERIALIZED (
           SELECT id FROM session WHERE ended_at IS NULL AND least(idle_ends_at, absolute_ends_at) <= $1
            ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED)
         UPDATE session s SET ended_at = least(idle_ends_at, absolute_ends_at),
                ended_reason = CASE WHEN idle_ends_at < absolute_ends_at THEN 'idle' ELSE 'absolute' END
           FROM overdue o, account a WHERE s.id = o.id AND a.id = s.account_id
         RETURNING s.id, s.ended_reason AS reason, a.id AS "accountId", a.login, a.unit_id AS "unitId"`,
        [this.clock.now(), AT_ONCE],
      );
      for (const { id, reason, ...person } of ended) {
        await this.audit.record(
          tx,
          { ...PLATFORM, ...person, sessionId: id },
          { action: 'session.ended', object: { kind: 'session', id }, detail: { reason } },
        );
      }
      return ended.length;
    });
  }
}
