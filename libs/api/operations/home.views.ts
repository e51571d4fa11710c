import { BatchViews, scopeFor, STATE, type Scope } from '@sms111/api/messages';
import { Clock, type Actor, type Reader } from '@sms111/api/platform';
import { QuotaViews } from '@sms111/api/quota';
import type { AnswerOf, showHome } from '@sms111/contracts';
import { batchIdAt, scopeOf, stageOf } from '@sms111/domain';
import { Injectable } from '@nestjs/common';

type Home = AnswerOf<typeof showHome>;
type Outcome = Home['today'];

const DAY_MS = 86_400_000;
const TAIPEI_MS = 8 * 3_600_000;
const DAYS_SHOWN = 30;
const SCOPED = '($1::uuid IS NULL OR b.account_id = $1) AND ($2::uuid IS NULL OR b.unit_id = $2)';

/** Midnight in Taipei at or before an instant. */
const dayOf = (ms: number): number => Math.floor((ms + TAIPEI_MS) / DAY_MS) * DAY_MS - TAIPEI_MS;
const monthStart = (ms: number): number => {
  const local = new Date(ms + TAIPEI_MS);
  return Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), 1) - TAIPEI_MS;
};

interface DayRow {
  day: string;
  state: number;
  messages: number;
  segments: number;
}

/** The home page: figures from the batches' tallies, never from the messages. */
@Injectable()
export class HomeViews {
  constructor(
    private readonly clock: Clock,
    private readonly batches: BatchViews,
    private readonly quota: QuotaViews,
  ) {}

  async home(reader: Reader, actor: Actor): Promise<Home> {
    const now = this.clock.ms();
    const scope = scopeFor(actor, 'home.view');
    const all = scopeOf(actor.role, 'home.view') === 'all';
    const sends = actor.permissions.has('batch.send');
    const since = Math.min(dayOf(now) - (DAYS_SHOWN - 1) * DAY_MS, monthStart(now));
    const rows = await this.days(reader, scope, since);
    const today = localDay(now);
    const month = today.slice(0, 7);
    const recent = await this.batches.list(reader, scope, { limit: 5 });
    return {
      quota: sends ? await this.quota.own(reader, actor) : null,
      unitQuota:
        actor.permissions.has('quota.view-unit') && !all ? await this.quota.unit(reader, actor.unitId) : null,
      today: outcomeOf(rows.filter(row => row.day === today)),
      month: outcomeOf(rows.filter(row => row.day.startsWith(month))),
      days: courseOf(rows, now),
      running: await this.batches.running(reader, scope),
      recent: recent.items,
      unsentUploads: sends ? await this.unsent(reader, actor.accountId) : 0,
      members:
        actor.permissions.has('account.view') && !all ? await this.members(reader, actor.unitId, now) : null,
      handOver: all ? await this.handOver(reader, now) : null,
      agencies: all ? await this.agencies(reader, now) : null,
    };
  }

  private days(reader: Reader, scope: Scope, since: number): Promise<DayRow[]> {
    return reader.query<DayRow>(
      `SELECT to_char(b.accepted_at AT TIME ZONE 'Asia/Taipei', 'YYYY-MM-DD') AS day, t.state,
              sum(t.messages)::int AS messages, sum(t.segments)::int AS segments
         FROM batch b JOIN batch_tally t ON t.batch = b.id
        WHERE ${SCOPED} AND b.id >= $3 AND t.batch >= $3 AND t.messages > 0 GROUP BY 1, 2`,
      [scope.accountId, scope.unitId, batchIdAt(since)],
    );
  }

  private async unsent(reader: Reader, accountId: string): Promise<number> {
    const [row] = await reader.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM upload WHERE account_id = $1 AND state IN ('checking', 'returned', 'ready')`,
      [accountId],
    );
    return row?.count ?? 0;
  }

  private async members(reader: Reader, unitId: string, now: number): Promise<NonNullable<Home['members']>> {
    const rows = await reader.query<{ name: string; role: string; segments: number; last: Date | null }>(
      `SELECT a.name, a.role, a.last_sign_in_at AS last,
              coalesce((SELECT sum(b.segments) FROM batch b WHERE b.account_id = a.id AND b.id >= $2), 0)::int AS segments
         FROM account a WHERE a.unit_id = $1 AND a.status = 'active' ORDER BY segments DESC, a.name LIMIT 20`,
      [unitId, batchIdAt(monthStart(now))],
    );
    return rows.map(row => ({
      name: row.name,
      role: row.role,
      monthSegments: row.segments,
      lastSignInAt: row.last?.toISOString() ?? null,
    }));
  }

  /** The contract's clock (OPS-11): batches of this month handed over before their deadline. */
  private async handOver(reader: Reader, now: number): Promise<NonNullable<Home['handOver']>> {
    const [row] = await reader.query<{ batches: number; on_time: number; slowest: number | null }>(
      `SELECT count(*)::int AS batches, count(*) FILTER (WHERE handed_over_at <= deadline_at)::int AS on_time,
              max(extract(epoch FROM handed_over_at - accepted_at))::float AS slowest
         FROM batch WHERE id >= $1 AND handed_over_at IS NOT NULL`,
      [batchIdAt(monthStart(now))],
    );
    return { batches: row?.batches ?? 0, onTime: row?.on_time ?? 0, slowestSeconds: row?.slowest ?? null };
  }

  private async agencies(reader: Reader, now: number): Promise<NonNullable<Home['agencies']>> {
    const rows = await reader.query<{ name: string; state: number; messages: number }>(
      `SELECT g.name, t.state, sum(t.messages)::int AS messages
         FROM batch b JOIN batch_tally t ON t.batch = b.id JOIN agency g ON g.id = b.agency_id
        WHERE b.id >= $1 AND t.batch >= $1 AND t.messages > 0 GROUP BY 1, 2`,
      [batchIdAt(monthStart(now))],
    );
    return [...Map.groupBy(rows, row => row.name)]
      .map(([name, states]) => {
        const { accepted, delivered, failed } = outcomeOf(states);
        return { name, messages: accepted, delivered, failed };
      })
      .sort((a, b) => b.messages - a.messages)
      .slice(0, 10);
  }
}

const localDay = (ms: number): string => new Date(ms + TAIPEI_MS).toISOString().slice(0, 10);

const outcomeOf = (rows: readonly { state: number; messages: number }[]): Outcome => {
  const sum = { accepted: 0, delivered: 0, failed: 0, processing: 0, unconfirmed: 0 };
  for (const row of rows) {
    sum.accepted += row.messages;
    const stage = stageOf(STATE.word(row.state));
    if (stage === 'delivered') sum.delivered += row.messages;
    else if (stage === 'unconfirmed') sum.unconfirmed += row.messages;
    else if (stage === 'processing' || stage === 'handed') sum.processing += row.messages;
    else sum.failed += row.messages;
  }
  return sum;
};

/** Every day of the period, quiet ones too. */
const courseOf = (rows: readonly DayRow[], now: number): Home['days'] => {
  const byDay = Map.groupBy(rows, row => row.day);
  return Array.from({ length: DAYS_SHOWN }, (_, i) => {
    const day = localDay(now - (DAYS_SHOWN - 1 - i) * DAY_MS);
    const of = byDay.get(day) ?? [];
    const { accepted, delivered, failed } = outcomeOf(of);
    return {
      day,
      messages: accepted,
      segments: of.reduce((sum, row) => sum + row.segments, 0),
      delivered,
      failed,
    };
  });
};
