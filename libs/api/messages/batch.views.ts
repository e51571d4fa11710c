import { Clock, decodeNumbers, encodeCursor, problem, type Reader } from '@sms111/api/platform';
import { formatBatchId, goalOf, laneOf, parseBatchId } from '@sms111/domain';
import type { AnswerOf, listBatches, showBatch } from '@sms111/contracts';
import { Injectable } from '@nestjs/common';
import { carriersUp, CLOCK_COLUMNS, CLOCK_JOINS, clockOf, startOf, type ClockRow } from './clock/batch-clock';
import { B, BATCH_STATE, CHANNEL, REASON, S, STATE, type BatchState } from './codes';
import { MessageContents } from './message-contents';
import { IN_SCOPE, type Scope } from './scope';
import { sumStages, type TallyRow } from './stages';

interface BatchRow {
  id: number;
  name: string;
  channel: number;
  state: number;
  signature: string;
  sender_name: string;
  accepted_at: Date;
  completed_at: Date | null;
  handed_over_at: Date | null;
  deadline_at: Date;
  messages: number;
  segments: number;
  waiting_messages: number;
  charged: number;
  released: number;
  unit_price: string;
  lane: number;
  key_id: number;
  common_sealed: Buffer | null;
  tally: TallyRow[];
}

type PageRow = BatchRow & ClockRow;

const selectOf = (columns = '', joins = ''): string => `
  SELECT b.id, b.name, b.channel, b.state, b.signature, a.name AS sender_name, b.accepted_at, b.completed_at,
         b.handed_over_at, b.deadline_at, b.messages, b.segments, b.waiting_messages, b.charged, b.released, b.unit_price, b.lane,
         b.key_id, b.common_sealed, t.tally ${columns}
    FROM batch b
    JOIN account a ON a.id = b.account_id ${joins}
   CROSS JOIN LATERAL (
     SELECT coalesce(json_agg(json_build_object('carrier', carrier, 'state', state, 'reason', reason,
                                                'messages', messages, 'segments', segments)), '[]') AS tally
       FROM batch_tally WHERE batch = b.id AND messages > 0) t`;
const SELECT = selectOf();
const SELECT_PAGE = selectOf(`, ${CLOCK_COLUMNS}`, CLOCK_JOINS);

export type BatchLine = AnswerOf<typeof listBatches>['items'][number];
export type BatchPage = AnswerOf<typeof showBatch>;

/** Batches for their pages: one query each. */
@Injectable()
export class BatchViews {
  constructor(
    private readonly clock: Clock,
    private readonly contents: MessageContents,
  ) {}

  /** Newest first; the cursor is the last id. */
  async list(
    reader: Reader,
    scope: Scope,
    query: { cursor?: string | undefined; limit: number; state?: BatchState | undefined },
  ): Promise<{ items: BatchLine[]; next: string | null }> {
    const [before = null] = decodeNumbers(query.cursor, 1) ?? [];
    const rows = await reader.query<BatchRow>(
      `${SELECT} WHERE ${IN_SCOPE} AND ($3::bigint IS NULL OR b.id < $3) AND ($4::smallint IS NULL OR b.state = $4)
        ORDER BY b.id DESC LIMIT $5`,
      [
        scope.accountId,
        scope.unitId,
        before,
        query.state ? BATCH_STATE.number(query.state) : null,
        query.limit + 1,
      ],
    );
    const items = rows.slice(0, query.limit);
    const last = items.at(-1);
    return {
      items: items.map(lineOf),
      next: rows.length > query.limit && last ? encodeCursor([last.id]) : null,
    };
  }

  /** Batches that are still under way. */
  async running(reader: Reader, scope: Scope): Promise<BatchLine[]> {
    const rows = await reader.query<BatchRow>(
      `${SELECT} WHERE ${IN_SCOPE} AND b.state IN (${B.dispatching}, ${B.paused}) ORDER BY b.id DESC LIMIT 10`,
      [scope.accountId, scope.unitId],
    );
    return rows.map(lineOf);
  }

  /** One batch with its stages. Problem: `not-found` (also when it is somebody else's). */
  async page(reader: Reader, scope: Scope, batchId: string): Promise<BatchPage> {
    const row = await this.row(reader, scope, batchId);
    const content = scope.contents ? await this.contents.common(row.id, row.key_id, row.common_sealed) : null;
    const up = row.waiting_messages > 0 ? await carriersUp(reader, this.clock.now()) : new Set<string>();
    return {
      ...lineOf(row),
      content,
      lane: laneOf(row.lane),
      unitPrice: row.unit_price,
      reserved: row.segments - row.charged - row.released,
      charged: row.charged,
      released: row.released,
      handedOverAt: row.handed_over_at?.toISOString() ?? null,
      clock: shownClock(row, up, this.clock.ms()),
      byCarrier: byCarrier(row.tally),
      byReason: byReason(row.tally),
      can: {
        pause: row.state === B.dispatching && row.waiting_messages > 0,
        resume: row.state === B.paused,
        cancel: (row.state === B.dispatching || row.state === B.paused) && row.waiting_messages > 0,
      },
    };
  }

  /** The number of a batch within the scope. Problem: `not-found`. */
  async idOf(reader: Reader, scope: Scope, batchId: string): Promise<number> {
    return (await this.row(reader, scope, batchId)).id;
  }

  private async row(reader: Reader, scope: Scope, batchId: string): Promise<PageRow> {
    const id = parseBatchId(batchId);
    if (id === null) throw problem('not-found');
    const [row] = await reader.query<PageRow>(`${SELECT_PAGE} WHERE ${IN_SCOPE} AND b.id = $3`, [
      scope.accountId,
      scope.unitId,
      id,
    ]);
    if (!row) throw problem('not-found');
    return row;
  }
}

/** The clock with what keeps the rest of the batch. */
const shownClock = (row: PageRow, up: ReadonlySet<string>, nowMs: number): BatchPage['clock'] => {
  const { verdict, pace, kind, pausedMs } = clockOf(row, up, nowMs);
  const runs = kind !== 'done' && kind !== 'paused' && kind !== 'held' && kind !== 'suspended';
  return {
    state: verdict.state,
    dueAt: new Date(verdict.dueMs).toISOString(),
    deadlineAt: row.deadline_at.toISOString(),
    goalAt: new Date(goalOf(startOf(row), row.messages) + pausedMs).toISOString(),
    pausedSeconds: Math.round(pausedMs / 1000),
    leftSeconds: Math.floor((verdict.allowedMs - verdict.usedMs) / 1000),
    pace: kind,
    standing: runs ? [...pace.standing] : [],
    slowest: runs ? pace.slowest : null,
    segmentsPerSecond: runs ? pace.perSecond : 0,
    expectedHandOverAt:
      kind === 'moving' && pace.expectedMs !== null ? new Date(pace.expectedMs).toISOString() : null,
  };
};

const lineOf = (row: BatchRow): BatchLine => ({
  id: formatBatchId(row.id),
  name: row.name,
  channel: CHANNEL.word(row.channel),
  state: BATCH_STATE.word(row.state),
  senderName: row.sender_name,
  signature: row.signature,
  acceptedAt: row.accepted_at.toISOString(),
  completedAt: row.completed_at?.toISOString() ?? null,
  total: { messages: row.messages, segments: row.segments },
  stages: sumStages(row.tally),
});

const byCarrier = (tally: readonly TallyRow[]): BatchPage['byCarrier'] =>
  [...Map.groupBy(tally, row => row.carrier)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([carrier, rows]) => ({
      carrier,
      stages: sumStages(rows),
      total: {
        messages: rows.reduce((sum, row) => sum + row.messages, 0),
        segments: rows.reduce((sum, row) => sum + row.segments, 0),
      },
    }));

/** Why messages are not delivered: states beside the good course, most first. */
const byReason = (tally: readonly TallyRow[]): BatchPage['byReason'] => {
  const good = new Set<number>([S.accepted, S.submitted, S.delivered]);
  const troubled = tally.filter(
    row => !good.has(row.state) || (row.state === S.accepted && row.reason !== 0),
  );
  return [...Map.groupBy(troubled, row => `${row.state}/${row.reason}`).values()]
    .flatMap(rows => {
      const [first] = rows;
      return first
        ? [
            {
              state: STATE.word(first.state),
              reason: REASON.word(first.reason),
              messages: rows.reduce((sum, row) => sum + row.messages, 0),
            },
          ]
        : [];
    })
    .sort((a, b) => b.messages - a.messages);
};
