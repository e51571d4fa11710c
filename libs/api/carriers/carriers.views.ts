import type { Reader } from '@sms111/api/platform';
import type { AnswerOf, listLinks } from '@sms111/contracts';
import { Injectable } from '@nestjs/common';

type Board = AnswerOf<typeof listLinks>;

interface LinkRow {
  id: string;
  carrier: string;
  host: string;
  port: number;
  enabled: boolean;
  window: number;
  worker: string | null;
  state: Board['links'][number]['state'] | null;
  in_window: number | null;
  submitted: number | null;
  refused: number | null;
  unanswered: number | null;
  rate: number | null;
  seen_at: Date | null;
  alive: boolean | null;
}

/** The links as a board, and what waits. */
@Injectable()
export class CarrierViews {
  async board(reader: Reader, now: Date): Promise<Board> {
    const links = await reader.query<LinkRow>(
      `SELECT k.id, k.carrier, k.host, k.port, k.enabled, k.window_size AS window, l.worker, l.state, l.in_window,
              l.submitted, l.refused, l.unanswered, l.rate, l.seen_at, l.lease_until > $1 AS alive
         FROM carrier_link k LEFT JOIN link_lease l ON l.link_id = k.id ORDER BY k.id`,
      [now],
    );
    const [queue] = await reader.query<{
      waiting: number;
      oldest: Date | null;
      claims: number;
      unconfirmed: number;
      receipts: number;
    }>(
      `SELECT coalesce(sum(waiting_messages), 0)::int AS waiting, min(accepted_at) AS oldest,
              (SELECT count(*)::int FROM claim) AS claims,
              (SELECT count(*)::int FROM unmatched_receipt) AS receipts,
              (SELECT coalesce(sum(t.messages), 0)::int FROM batch_tally t WHERE t.state = 8 AND t.messages > 0) AS unconfirmed
         FROM batch WHERE state IN (1, 2) AND waiting_messages > 0`,
    );
    return {
      links: links.map(row => ({
        id: row.id,
        carrier: row.carrier,
        host: row.host,
        port: row.port,
        enabled: row.enabled,
        state: !row.enabled ? 'off' : row.alive && row.state ? row.state : 'unbound',
        worker: row.alive ? row.worker : null,
        window: row.window,
        inWindow: row.alive ? (row.in_window ?? 0) : 0,
        submittedPerSecond: row.alive ? (row.rate ?? 0) : 0,
        submitted: row.submitted ?? 0,
        refused: row.refused ?? 0,
        unanswered: row.unanswered ?? 0,
        seenAt: row.seen_at?.toISOString() ?? null,
      })),
      queue: {
        waitingMessages: queue?.waiting ?? 0,
        oldestWaitingAt: queue?.oldest?.toISOString() ?? null,
        openClaims: queue?.claims ?? 0,
        unconfirmed: queue?.unconfirmed ?? 0,
        unmatchedReceipts: queue?.receipts ?? 0,
      },
    };
  }
}
