import { decodeCursor, encodeCursor, problem, type Actor, type Reader } from '@sms111/api/platform';
import type { AnswerOf, listResolutions, resolveMessages } from '@sms111/contracts';
import type { Failure, Resolution } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { REASON } from '../codes';
import type { DoubtFilter } from './doubt-rows';

export type ResolutionShown = AnswerOf<typeof resolveMessages>;

/** One message by its id, or all that a filter took in. */
export type AskedOf = { readonly messageId: string } | { readonly filter: DoubtFilter };

export interface ResolutionRow {
  id: string;
  said: Resolution;
  why: number;
  note: string;
  reference: string;
  asked: AskedOf;
  carrier_ids: { part: number; id: string }[];
  messages: number;
  segments: number;
  applied: number;
  state: ResolutionShown['state'];
  proposed_by: string;
  proposer: string;
  proposed_at: Date;
  decider: string | null;
  decided_at: Date | null;
}

const SELECT = `SELECT r.id, r.said, r.why, r.note, r.reference, r.asked, r.carrier_ids, r.messages, r.segments, r.applied,
    r.state, r.proposed_by, p.name AS proposer, r.proposed_at, d.name AS decider, r.decided_at
  FROM resolution r JOIN account p ON p.id = r.proposed_by LEFT JOIN account d ON d.id = r.decided_by`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What persons said of messages in doubt. */
@Injectable()
export class ResolutionViews {
  /** Newest first; `waiting`: only what waits for a second person. */
  async list(
    reader: Reader,
    actor: Actor,
    query: { cursor?: string | undefined; limit: number; waiting?: 'true' | 'false' | undefined },
  ): Promise<AnswerOf<typeof listResolutions>> {
    const [last] = decodeCursor(query.cursor) ?? [];
    const before = typeof last === 'string' && UUID.test(last) ? last : null;
    const rows = await reader.query<ResolutionRow>(
      `${SELECT} WHERE ($1::uuid IS NULL OR r.id < $1) ${query.waiting === 'true' ? "AND r.state = 'proposed'" : ''}
        ORDER BY r.id DESC LIMIT $2`,
      [before, query.limit + 1],
    );
    const shown = rows.slice(0, query.limit);
    const tail = rows.length > query.limit ? shown.at(-1) : undefined;
    return {
      items: shown.map(row => shownTo(actor, row)),
      next: tail ? encodeCursor([tail.id]) : null,
    };
  }

  /** Problem: `not-found`. */
  async one(reader: Reader, actor: Actor, id: string): Promise<ResolutionShown> {
    const [row] = await reader.query<ResolutionRow>(`${SELECT} WHERE r.id = $1`, [id]);
    if (!row) throw problem('not-found');
    return shownTo(actor, row);
  }
}

const shownTo = (actor: Actor, row: ResolutionRow): ResolutionShown => {
  const waits = row.state === 'proposed' && actor.permissions.has('queue.resolve');
  const own = row.proposed_by === actor.accountId;
  return {
    id: row.id,
    said: row.said,
    why: REASON.word(row.why) satisfies string,
    note: row.note,
    reference: row.reference,
    messageId: 'messageId' in row.asked ? row.asked.messageId : null,
    filter: 'filter' in row.asked ? row.asked.filter : null,
    messages: row.messages,
    segments: row.segments,
    applied: row.applied,
    state: row.state,
    proposedBy: row.proposer,
    proposedAt: row.proposed_at.toISOString(),
    decidedBy: row.decider,
    decidedAt: row.decided_at?.toISOString() ?? null,
    can: { approve: waits && !own, reject: waits && !own, withdraw: waits && own },
  };
};

/** The reason word of a stored failure. */
export const failureOf = (why: number): Failure | 'none' => REASON.word(why) as Failure | 'none';
