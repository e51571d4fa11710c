import { BATCH_STATE, REASON, STATE } from '@sms111/api/messages';
import { decodeNumbers, encodeCursor, type Reader } from '@sms111/api/platform';
import type { AnswerOf, listHeld } from '@sms111/contracts';
import { formatBatchId } from '@sms111/domain';
import { Injectable } from '@nestjs/common';

type Page = AnswerOf<typeof listHeld>;
type Group = Page['items'][number];

/** A batch that has just been accepted waits for its turn, not for a link. */
const GRACE_MS = 60_000;

interface HeldRow {
  id: number;
  name: string;
  agency_name: string;
  groups: { carrier: string; cause: Group['cause']; messages: number; segments: number; since: string }[];
}

/**
 * Why the messages of a tally row (`t`) of a batch (`b`) of an agency (`a`) wait, in the order in which they stop a claim;
 * NULL: it is only not their turn yet.
 */
const CAUSE = `CASE
  WHEN b.state = ${BATCH_STATE.number('paused')} THEN 'batch-paused'
  WHEN a.status <> 'active' THEN 'agency-suspended'
  WHEN EXISTS (SELECT FROM carrier_control c WHERE c.carrier = t.carrier AND c.paused_at IS NOT NULL) THEN 'carrier-paused'
  WHEN t.reason = ${REASON.number('route-fail')} THEN
    CASE WHEN t.carrier = ANY ($3) THEN 'no-link' ELSE 'no-route' END
  WHEN b.accepted_at < $4 AND (t.carrier = ANY ($3) OR (t.carrier = '' AND $5)) THEN 'no-link'
  END`;

/** What is held, by batch, carrier and cause (ARC-11): from the tallies of the batches that wait, never from the messages. */
@Injectable()
export class HeldViews {
  /** Oldest batches first; the cursor is the last batch. A page has at most `limit` batches. */
  async list(
    reader: Reader,
    now: Date,
    query: { cursor?: string | undefined; limit: number },
  ): Promise<Page> {
    const [after = 0] = decodeNumbers(query.cursor, 1) ?? [];
    const carriers = await this.carriers(reader, now);
    const dead = carriers.filter(({ alive }) => !alive).map(({ carrier }) => carrier);
    const rows = await reader.query<HeldRow>(
      `SELECT b.id, b.name, a.name AS agency_name, g.groups
         FROM batch b
         JOIN agency a ON a.id = b.agency_id
        CROSS JOIN LATERAL (
          SELECT json_agg(json_build_object('carrier', x.carrier, 'cause', x.cause, 'messages', x.messages,
                                            'segments', x.segments, 'since', coalesce(h.at, b.accepted_at))
                          ORDER BY x.carrier, x.cause) AS groups
            FROM (SELECT t.carrier, ${CAUSE} AS cause, sum(t.messages)::int AS messages, sum(t.segments)::int AS segments
                    FROM batch_tally t
                   WHERE t.batch = b.id AND t.messages > 0 AND t.state = ${STATE.number('accepted')}
                   GROUP BY 1, 2) x
            LEFT JOIN LATERAL (SELECT e.at FROM message_exception e
                                WHERE e.batch = b.id AND e.state = ${STATE.number('accepted')} AND x.cause = 'no-route'
                                ORDER BY e.seq LIMIT 1) h ON true
           WHERE x.cause IS NOT NULL) g
        WHERE b.waiting_messages > 0 AND b.id > $1 AND g.groups IS NOT NULL
        ORDER BY b.id LIMIT $2`,
      [
        after,
        query.limit + 1,
        dead,
        new Date(now.getTime() - GRACE_MS),
        // Before it was routed nobody knows whose link a message waits for: only when there is none at all.
        dead.length > 0 && dead.length === carriers.length,
      ],
    );
    const shown = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? shown.at(-1) : undefined;
    return {
      items: shown.flatMap(row =>
        row.groups.map(group => ({
          batchId: formatBatchId(row.id),
          batchName: row.name,
          agencyName: row.agency_name,
          ...group,
          since: new Date(group.since).toISOString(),
        })),
      ),
      next: last ? encodeCursor([last.id]) : null,
    };
  }

  /** The carriers that have links, and whether one of them is bound. */
  private carriers(reader: Reader, now: Date): Promise<{ carrier: string; alive: boolean }[]> {
    return reader.query(
      `SELECT k.carrier, coalesce(bool_or(k.enabled AND l.state = 'bound' AND l.lease_until > $1), false) AS alive
         FROM carrier_link k LEFT JOIN link_lease l ON l.link_id = k.id
        GROUP BY k.carrier`,
      [now],
    );
  }
}
