import type { Reader } from '@sms111/api/platform';
import type { AnswerOf, listLinks } from '@sms111/contracts';
import { Injectable } from '@nestjs/common';
import { ChangeViews } from './change.views';
import type { RecentSummary } from './recent-figures';

type Board = AnswerOf<typeof listLinks>;
/** Unmatched receipts are counted no further: a carrier whose ids we spell wrongly leaves millions. */
const MOST_UNMATCHED = 1_000;

export type LinkOnBoard = Board['links'][number];
export type CarrierOnBoard = Board['carriers'][number];

interface LinkRow {
  id: string;
  carrier: LinkOnBoard['carrier'];
  host: string;
  port: number;
  enabled: boolean;
  drained: boolean;
  window: number;
  ratePerSecond: number;
  worker: string | null;
  state: 'unbound' | 'binding' | 'bound' | 'draining' | null;
  in_window: number | null;
  submitted: number | null;
  refused: number | null;
  unanswered: number | null;
  rate: number | null;
  seen_at: Date | null;
  alive: boolean | null;
  state_since: Date | null;
  breaker: LinkOnBoard['breaker'] | null;
  breaker_since: Date | null;
  window_now: number | null;
  rate_now: number | null;
  strangers: number | null;
  bind_fault: string | null;
  bind_fault_at: Date | null;
  next_bind_at: Date | null;
  recent: RecentSummary | null;
  waiting_change: boolean;
}

interface CarrierRow {
  carrier: CarrierOnBoard['carrier'];
  paused_at: Date | null;
  paused_by: string | null;
  pause_reason: string | null;
  offersQuerySm: boolean | null;
  testSender: string | null;
}

/** The links as a board, and what waits. */
@Injectable()
export class CarrierViews {
  constructor(private readonly changes: ChangeViews) {}

  /** @param viewer the account that looks. */
  async board(reader: Reader, viewer: string, now: Date): Promise<Board> {
    const links = await this.links(reader, now);
    const [queue] = await reader.query<{
      waiting: number;
      oldest: Date | null;
      claims: number;
      unconfirmed: number;
      receipts: number;
    }>(
      `SELECT coalesce(sum(waiting_messages), 0)::int AS waiting, min(accepted_at) AS oldest,
              (SELECT count(*)::int FROM claim) AS claims,
              (SELECT count(*)::int FROM (SELECT FROM unmatched_receipt LIMIT ${MOST_UNMATCHED}) r) AS receipts,
              (SELECT coalesce(sum(t.messages), 0)::int FROM batch_tally t WHERE t.state = 8 AND t.messages > 0) AS unconfirmed
         FROM batch WHERE state IN (1, 2) AND waiting_messages > 0`,
    );
    return {
      links,
      carriers: await this.carriers(reader),
      changes: await this.changes.waiting(reader, viewer),
      queue: {
        waitingMessages: queue?.waiting ?? 0,
        oldestWaitingAt: queue?.oldest?.toISOString() ?? null,
        openClaims: queue?.claims ?? 0,
        unconfirmed: queue?.unconfirmed ?? 0,
        unmatchedReceipts: queue?.receipts ?? 0,
        moreUnmatched: queue?.receipts === MOST_UNMATCHED,
      },
    };
  }

  /** All links. */
  async links(reader: Reader, now: Date): Promise<LinkOnBoard[]> {
    const rows = await reader.query<LinkRow>(
      `SELECT k.id, k.carrier, k.host, k.port, k.enabled, k.drained_at IS NOT NULL AS drained, k.window_size AS window,
              k.rate_per_second AS "ratePerSecond", l.worker, l.state, l.in_window, l.submitted, l.refused, l.unanswered,
              l.rate, l.seen_at, l.lease_until > $1 AS alive, f.state_since, f.breaker, f.breaker_since, f.window_now,
              f.rate_now, f.strangers, f.bind_fault, f.bind_fault_at, f.next_bind_at, f.recent,
              EXISTS (SELECT FROM link_change c WHERE c.link_id = k.id AND c.state = 'waiting') AS waiting_change
         FROM carrier_link k LEFT JOIN link_lease l ON l.link_id = k.id LEFT JOIN link_figure f ON f.link_id = k.id
        ORDER BY k.id`,
      [now],
    );
    return rows.map(onBoard);
  }

  /** Every carrier, or the one. */
  async carriers(reader: Reader, carrier: string | null = null): Promise<CarrierOnBoard[]> {
    const rows = await reader.query<CarrierRow>(
      `SELECT n.code AS carrier, c.paused_at, a.name AS paused_by, c.pause_reason, c.offers_query_sm AS "offersQuerySm",
              c.test_sender AS "testSender"
         FROM network n LEFT JOIN carrier_control c ON c.carrier = n.code LEFT JOIN account a ON a.id = c.paused_by
        WHERE $1::text IS NULL OR n.code = $1 ORDER BY n.code`,
      [carrier],
    );
    return rows.map(row => ({
      carrier: row.carrier,
      paused: row.paused_at && {
        at: row.paused_at.toISOString(),
        by: row.paused_by ?? '',
        reason: row.pause_reason ?? '',
      },
      offersQuerySm: row.offersQuerySm ?? false,
      testSender: row.testSender,
    }));
  }
}

const stateOf = (row: LinkRow): LinkOnBoard['state'] => {
  // Until its holder has let it go, a link that somebody stopped is still draining.
  const isOpen = row.alive === true && row.state !== null && row.state !== 'unbound';
  if (!row.enabled) return isOpen ? 'draining' : 'off';
  if (row.drained) return isOpen ? 'draining' : 'drained';
  return row.alive && row.state ? row.state : 'unbound';
};

const onBoard = (row: LinkRow): LinkOnBoard => {
  const alive = row.alive === true;
  return {
    id: row.id,
    carrier: row.carrier,
    host: row.host,
    port: row.port,
    enabled: row.enabled,
    state: stateOf(row),
    stateSince: alive ? (row.state_since?.toISOString() ?? null) : null,
    worker: alive ? row.worker : null,
    window: row.window,
    windowNow: alive ? row.window_now : null,
    inWindow: alive ? (row.in_window ?? 0) : 0,
    ratePerSecond: row.ratePerSecond,
    rateNow: alive ? row.rate_now : null,
    submittedPerSecond: alive ? (row.rate ?? 0) : 0,
    submitted: row.submitted ?? 0,
    refused: row.refused ?? 0,
    unanswered: row.unanswered ?? 0,
    strangers: row.strangers ?? 0,
    breaker: (alive ? row.breaker : null) ?? 'closed',
    breakerSince: alive ? (row.breaker_since?.toISOString() ?? null) : null,
    bindFault:
      row.bind_fault !== null && row.bind_fault_at !== null
        ? {
            answer: row.bind_fault,
            at: row.bind_fault_at.toISOString(),
            nextAt: row.next_bind_at?.toISOString() ?? null,
          }
        : null,
    recent: alive ? row.recent : null,
    waitingChange: row.waiting_change,
    seenAt: row.seen_at?.toISOString() ?? null,
  };
};
