import { BATCH_STATE, heldCarriers, heldGroups, queuePolicy, STATE } from '@sms111/api/messages';
import type { Reader } from '@sms111/api/platform';
import type { AnswerOf, showQueue } from '@sms111/contracts';
import { LANES } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { queuePolicyShape } from './queue-policy-shape';

type Queue = AnswerOf<typeof showQueue>;

const UNCONFIRMED = `state = ${STATE.number('unconfirmed')}`;
const HELD = `batch b ${heldGroups('$1')} WHERE b.waiting_messages > 0`;
/** Unmatched receipts of a carrier are counted no further. */
const MOST_COUNTED = 1_000;

interface Figures {
  waiting: number;
  waiting_since: Date | null;
  submitted: number;
  submitted_since: Date | null;
  held: number;
  held_since: Date | null;
  unconfirmed: number;
  unconfirmed_since: Date | null;
  claims: number;
  claimed: number;
  oldest_claim: Date | null;
  overdue: number;
  proposals: number;
}

interface LaneRow {
  lane: number;
  messages: number;
  segments: number;
  paused: number;
  since: Date | null;
}

const NOTHING_WAITS = { messages: 0, segments: 0, paused: 0, since: null };

/** What waits, for the administrator: figures of batches and their tallies, by partial indexes of what is open. */
@Injectable()
export class QueueViews {
  async figures(reader: Reader, now: Date): Promise<Queue> {
    const [row] = await reader.query<Figures>(
      `WITH ${heldCarriers('$1')}
       SELECT w.*, s.*, c.*,
              (SELECT coalesce(sum(h.messages), 0)::int FROM ${HELD}) AS held,
              (SELECT h.since FROM ${HELD} ORDER BY b.id, h.since LIMIT 1) AS held_since,
              (SELECT coalesce(sum(messages), 0)::int FROM batch_tally WHERE messages > 0 AND ${UNCONFIRMED}) AS unconfirmed,
              (SELECT e.at FROM (SELECT batch FROM batch_tally WHERE messages > 0 AND ${UNCONFIRMED} ORDER BY batch LIMIT 1) t
                CROSS JOIN LATERAL (SELECT at FROM message_exception
                                     WHERE batch = t.batch AND ${UNCONFIRMED} ORDER BY seq LIMIT 1) e) AS unconfirmed_since,
              (SELECT count(*)::int FROM resolution WHERE state = 'proposed') AS proposals
         FROM (SELECT coalesce(sum(waiting_messages), 0)::int AS waiting, min(accepted_at) AS waiting_since
                 FROM batch WHERE waiting_messages > 0) w,
              (SELECT coalesce(sum(open_messages - waiting_messages), 0)::int AS submitted,
                      min(accepted_at) FILTER (WHERE open_messages > waiting_messages) AS submitted_since
                 FROM batch WHERE state IN (1, 2)) s,
              (SELECT count(*)::int AS claims, coalesce(sum(cardinality(seqs)), 0)::int AS claimed,
                      min(taken_at) AS oldest_claim, count(*) FILTER (WHERE lease_until < $1)::int AS overdue
                 FROM claim) c`,
      [now],
    );
    if (!row) throw new Error('the queue gave no figures');
    return {
      waiting: { messages: row.waiting, since: instant(row.waiting_since) },
      lanes: await this.lanes(reader),
      held: { messages: row.held, since: row.held > 0 ? instant(row.held_since) : null },
      submitted: { messages: row.submitted, since: instant(row.submitted_since) },
      unconfirmed: { messages: row.unconfirmed, since: instant(row.unconfirmed_since) },
      claims: {
        open: row.claims,
        messages: row.claimed,
        oldestAt: instant(row.oldest_claim),
        overdue: row.overdue,
      },
      unmatched: await this.unmatched(reader),
      proposals: row.proposals,
      policy: queuePolicyShape(await queuePolicy(reader)),
    };
  }

  /** Of batches in which something waits; how many segments that is, their tallies know. */
  private async lanes(reader: Reader): Promise<Queue['lanes']> {
    const rows = await reader.query<LaneRow>(
      `SELECT b.lane, sum(b.waiting_messages)::int AS messages, sum(t.segments)::int AS segments,
              coalesce(sum(b.waiting_messages) FILTER (WHERE b.state = $1), 0)::int AS paused, min(b.accepted_at) AS since
         FROM batch b
        CROSS JOIN LATERAL (SELECT coalesce(sum(segments), 0) AS segments FROM batch_tally
                             WHERE batch = b.id AND messages > 0 AND state = $2) t
        WHERE b.waiting_messages > 0 GROUP BY b.lane`,
      [BATCH_STATE.number('paused'), STATE.number('accepted')],
    );
    return LANES.map((lane, number) => {
      const { messages, segments, paused, since } = rows.find(row => row.lane === number) ?? NOTHING_WAITS;
      return { lane, messages, segments, paused, since: instant(since) };
    });
  }

  private async unmatched(reader: Reader): Promise<Queue['unmatched']> {
    const rows = await reader.query<{ carrier: string; receipts: number; oldest: Date | null }>(
      `SELECT n.code AS carrier,
              (SELECT count(*)::int FROM (SELECT FROM unmatched_receipt u WHERE u.carrier = n.code LIMIT ${MOST_COUNTED}) x)
                AS receipts,
              (SELECT u.received_at FROM unmatched_receipt u WHERE u.carrier = n.code ORDER BY u.received_at LIMIT 1) AS oldest
         FROM network n ORDER BY n.code`,
    );
    return rows
      .filter(row => row.receipts > 0)
      .map(row => ({
        carrier: row.carrier,
        receipts: row.receipts,
        more: row.receipts === MOST_COUNTED,
        oldestAt: instant(row.oldest),
      }));
  }
}

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;
