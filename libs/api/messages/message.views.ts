import {
  Clock,
  decodeNumbers,
  encodeCursor,
  KeyRing,
  lookupHash,
  monthOf,
  problem,
  type Reader,
} from '@sms111/api/platform';
import type { AnswerOf, InputOf, listBatchMessages, searchMessages } from '@sms111/contracts';
import {
  type Stage,
  batchIdAt,
  batchTime,
  formatBatchId,
  formatMessageId,
  maskMobile,
  normaliseMobile,
  parseBatchId,
} from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { CHANNEL, REASON, S, STATE } from './codes';
import { MessageContents, type Content } from './message-contents';
import { IN_SCOPE, type Scope } from './scope';
import { statesOfStage } from './stages';

export type MessageLine = AnswerOf<typeof listBatchMessages>['items'][number];
type Search = InputOf<typeof searchMessages>['query'];
type Page = { items: MessageLine[]; next: string | null };

interface LineRow {
  batch: number;
  seq: number;
  parts: number;
  state: number;
  reason: number;
  carrier: string;
  channel: number;
  submitted_at: Date | null;
  final_at: Date | null;
}

const LINE = 's.batch, s.seq, s.parts, s.state, s.reason, s.carrier, b.channel, s.submitted_at, s.final_at';
/** The states that have a row of their own in `message_exception`. */
const RARE: readonly number[] = [S.partlyDelivered, S.failed, S.expired, S.unknown, S.unconfirmed];
/** Each by its key: a join could read a whole batch for the five of it. */
const RARE_ROWS = `message_exception e
  CROSS JOIN LATERAL (SELECT * FROM message_state WHERE batch = e.batch AND seq = e.seq LIMIT 1) s`;
/** How far back a search goes when it names no beginning: the six months that records are kept (SEC-7), and some days. */
const REACH_MS = 190 * 86_400_000;
const EXCERPT_UNITS = 24;
const MAX_INT4 = 2_147_483_647;

/** Lists of messages. Order is always that of the key, newest or first first, so that no list is ever sorted. */
@Injectable()
export class MessageViews {
  constructor(
    private readonly clock: Clock,
    private readonly keys: KeyRing,
    private readonly contents: MessageContents,
  ) {}

  /** Messages of one batch in their order; the cursor is the last sequence number. */
  async ofBatch(
    reader: Reader,
    scope: Scope,
    batch: number,
    query: { cursor?: string | undefined; limit: number; stage?: Stage | undefined },
  ): Promise<Page> {
    const [after = -1] = decodeNumbers(query.cursor, 1) ?? [];
    const states = query.stage ? statesOfStage(query.stage) : null;
    const [from, order] = states?.every(state => RARE.includes(state))
      ? [RARE_ROWS, 'e']
      : ['message_state s', 's'];
    const rows = await reader.query<LineRow>(
      `SELECT ${LINE} FROM ${from} JOIN batch b ON b.id = s.batch
        WHERE ${order}.batch = $1 AND ${order}.seq > $2 AND ($3::smallint[] IS NULL OR s.state = ANY ($3))
        ORDER BY ${order}.seq LIMIT $4`,
      [batch, Math.min(after, MAX_INT4), states, query.limit + 1],
    );
    return this.page(reader, scope, rows, query.limit, row => [row.seq]);
  }

  /**
   * The send records, newest first (QRY-2). A number is found by its keyed hash, one for each month of the period;
   * everything else by walking the batches of the scope backwards, past those whose tally says that they hold nothing
   * of it; rare states by their own table.
   */
  async search(reader: Reader, scope: Scope, query: Search): Promise<Page> {
    const span = this.span(query);
    if (!span) return { items: [], next: null };
    const rows = query.number
      ? await this.byNumber(reader, scope, query, span)
      : await this.byWalking(reader, scope, query, span);
    return this.page(reader, scope, rows, query.limit, row => [row.batch, row.seq]);
  }

  private async byNumber(reader: Reader, scope: Scope, query: Search, span: Span): Promise<LineRow[]> {
    const number = normaliseMobile(query.number ?? '');
    if (!number.ok) {
      throw problem('invalid-request', {}, [{ pointer: '/query/number', code: number.code }]);
    }
    const months = await this.keys.lookupKeys(
      monthOf(new Date(batchTime(span.low))),
      monthOf(new Date(batchTime(span.high))),
    );
    const found: LineRow[] = [];
    // One question a month: of a hash that it sees, the planner knows whether it is one that gets a message every hour.
    for (const month of months) {
      const rows = await reader.query<LineRow>(
        `SELECT ${LINE} FROM message_state s
           JOIN batch b ON b.id = s.batch
          WHERE ${IN_SCOPE} AND s.number_hash = $3 AND s.batch >= $4 AND s.batch <= $5
            AND (s.batch < $6 OR s.seq < $7) AND ${messageFilters(8)} AND ${batchFilters(8)}
          ORDER BY s.batch DESC, s.seq DESC LIMIT $12`,
        [
          scope.accountId,
          scope.unitId,
          lookupHash(month.key, number.mobile),
          span.low,
          span.high,
          span.batch,
          span.seq,
          ...filtersOf(query),
          query.limit + 1,
        ],
      );
      found.push(...rows);
    }
    // A batch of midnight may bear the key of either month.
    return found.sort((a, b) => b.batch - a.batch || b.seq - a.seq).slice(0, query.limit + 1);
  }

  private byWalking(reader: Reader, scope: Scope, query: Search, span: Span): Promise<LineRow[]> {
    const rare = query.state && RARE.includes(STATE.number(query.state));
    const source = rare
      ? `${RARE_ROWS} WHERE e.batch = b.id AND (b.id < $5 OR e.seq < $6) AND e.state = $7`
      : `message_state s WHERE s.batch = b.id AND (b.id < $5 OR s.seq < $6)`;
    const some = query.state || query.carrier ? `AND ${holdsSome(7)}` : '';
    return reader.query<LineRow>(
      `SELECT ${LINE} FROM batch b
        CROSS JOIN LATERAL (SELECT s.* FROM ${source} AND ${messageFilters(7)}
                             ORDER BY ${rare ? 'e.seq' : 's.seq'} DESC LIMIT $11) s
        WHERE ${IN_SCOPE} AND b.id >= $3 AND b.id <= $4 AND ${batchFilters(7)} ${some}
        ORDER BY b.id DESC, s.seq DESC LIMIT $11`,
      [
        scope.accountId,
        scope.unitId,
        span.low,
        span.high,
        span.batch,
        span.seq,
        ...filtersOf(query),
        query.limit + 1,
      ],
    );
  }

  /** The period as a range of keys, and where the page begins. `null` when nothing can lie in it. */
  private span(query: Search): Span | null {
    const now = this.clock.ms();
    const from = query.from ? Date.parse(query.from) : now - REACH_MS;
    const to = query.to ? Date.parse(query.to) : now + 60_000;
    const [batch = Number.MAX_SAFE_INTEGER, seq = MAX_INT4] = decodeNumbers(query.cursor, 2) ?? [];
    const low = batchIdAt(Math.max(from, now - REACH_MS));
    const high = Math.min(batchIdAt(to) - 1, batch);
    // An id beyond the largest names no batch; without this it would not narrow at all.
    const nothing = high < low || seq > MAX_INT4 || (query.batch && parseBatchId(query.batch) === null);
    return nothing ? null : { low, high, batch, seq };
  }

  private async page(
    reader: Reader,
    scope: Scope,
    rows: readonly LineRow[],
    limit: number,
    keyOf: (row: LineRow) => number[],
  ): Promise<Page> {
    const shown = rows.slice(0, limit);
    const contents = await this.contents.some(reader, shown);
    const last = shown.at(-1);
    return {
      items: shown.map(row => lineOf(row, contents.get(`${row.batch}-${row.seq}`), scope)),
      next: rows.length > limit && last ? encodeCursor(keyOf(last)) : null,
    };
  }
}

interface Span {
  readonly low: number;
  readonly high: number;
  /** Where the page before ended: the next message lies below it. */
  readonly batch: number;
  readonly seq: number;
}

/** Four parameters from `$first`: state, batch, carrier, channel. */
const filtersOf = (query: Search): (string | number | null)[] => [
  query.state ? STATE.number(query.state) : null,
  query.batch ? parseBatchId(query.batch) : null,
  query.carrier ?? null,
  query.channel ? CHANNEL.number(query.channel) : null,
];
const messageFilters = (first: number): string =>
  `($${first}::smallint IS NULL OR s.state = $${first}) AND ($${first + 2}::text IS NULL OR s.carrier = $${first + 2})`;
/** Whether the tally of `b` counts a message of that state and carrier: a sub-select, so that it is asked in the walk's order. */
const holdsSome = (first: number): string =>
  `(SELECT true FROM batch_tally t WHERE t.batch = b.id AND t.messages > 0
       AND ($${first}::smallint IS NULL OR t.state = $${first})
       AND ($${first + 2}::text IS NULL OR t.carrier = $${first + 2}) LIMIT 1)`;
const batchFilters = (first: number): string =>
  `($${first + 1}::bigint IS NULL OR b.id = $${first + 1}) AND ($${first + 3}::smallint IS NULL OR b.channel = $${first + 3})`;

/** The first words of the body; the signature is the same in every line. */
export const excerptOf = (text: string): string => {
  const body = [...text.slice(text.indexOf('\n') + 1).replaceAll('\n', ' ')];
  return body.length > EXCERPT_UNITS ? `${body.slice(0, EXCERPT_UNITS).join('')}…` : body.join('');
};

const lineOf = (row: LineRow, content: Content | undefined, scope: Scope): MessageLine => ({
  id: formatMessageId(row),
  batchId: formatBatchId(row.batch),
  number: content ? maskMobile(content.number) : '',
  excerpt: content && scope.contents ? excerptOf(content.text) : null,
  segments: row.parts,
  state: STATE.word(row.state),
  reason: REASON.word(row.reason),
  carrier: row.carrier,
  channel: CHANNEL.word(row.channel),
  acceptedAt: new Date(batchTime(row.batch)).toISOString(),
  submittedAt: row.submitted_at?.toISOString() ?? null,
  finalAt: row.final_at?.toISOString() ?? null,
});
