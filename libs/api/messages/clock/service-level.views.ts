import { Clock, decodeNumbers, encodeCursor, type Reader } from '@sms111/api/platform';
import type { AnswerOf, showServiceLevel } from '@sms111/contracts';
import { batchIdAt, formatBatchId, type ClockState } from '@sms111/domain';
import { Injectable } from '@nestjs/common';

export type ServiceLevelPage = AnswerOf<typeof showServiceLevel>;

const TAIPEI_MS = 8 * 3_600_000;
const MONTHS_SHOWN = 36;

interface MonthRow {
  month: string;
  state: ClockState;
  batches: number;
  segments: number;
  points: number;
  slowest: number;
}

interface LateRow {
  batch: number;
  agency_name: string;
  unit_name: string;
  state: ClockState;
  accepted_at: Date;
  due_at: Date;
  handed_over_at: Date | null;
  segments: number;
  allowed_seconds: number;
  used_seconds: number | null;
  paused_ms: number;
  points: number;
  points_with_pauses: number;
}

/** Hand-over against the contract, by month: sums that are kept, and the few batches in trouble. Figures only. */
@Injectable()
export class ServiceLevelViews {
  constructor(private readonly clock: Clock) {}

  /** A month in Asia/Taipei, the current one if none is named. The cursor is the last batch of the page. */
  async month(
    reader: Reader,
    query: { month?: string | undefined; cursor?: string | undefined; limit: number },
  ): Promise<ServiceLevelPage> {
    const month = query.month ?? new Date(this.clock.ms() + TAIPEI_MS).toISOString().slice(0, 7);
    const sums = await this.sums(reader, month);
    const rows = await this.late(reader, month, query);
    const items = rows.slice(0, query.limit);
    const last = items.at(-1);
    return {
      month,
      months: await this.months(reader, month),
      totals: totalsOf(sums),
      items: items.map(lateOf),
      next: rows.length > query.limit && last ? encodeCursor([last.batch]) : null,
    };
  }

  private sums(reader: Reader, month: string): Promise<MonthRow[]> {
    return reader.query<MonthRow>(
      `SELECT state, batches, segments, points, slowest_seconds AS slowest FROM service_month WHERE month = $1::date`,
      [`${month}-01`],
    );
  }

  private async months(reader: Reader, shown: string): Promise<string[]> {
    const rows = await reader.query<{ month: string }>(
      `SELECT DISTINCT to_char(month, 'YYYY-MM') AS month FROM service_month ORDER BY 1 DESC LIMIT ${MONTHS_SHOWN}`,
    );
    return [...new Set([shown, ...rows.map(row => row.month)])].sort().reverse();
  }

  private late(
    reader: Reader,
    month: string,
    { cursor, limit }: { cursor?: string | undefined; limit: number },
  ): Promise<LateRow[]> {
    const [before = batchIdAt(startOf(month, 1))] = decodeNumbers(cursor, 1) ?? [];
    return reader.query<LateRow>(
      `SELECT s.batch, a.name AS agency_name, u.name AS unit_name, s.state, s.accepted_at, s.due_at, s.handed_over_at, s.segments,
              s.allowed_seconds, s.used_seconds, s.points, s.points_with_pauses,
              s.paused_ms + coalesce(greatest(0, extract(epoch FROM $4 - s.paused_since) * 1000), 0)::bigint AS paused_ms
         FROM service_level s JOIN unit u ON u.id = s.unit_id JOIN agency a ON a.id = u.agency_id
        WHERE s.state IN ('at-risk', 'missed') AND s.batch >= $1 AND s.batch < $2 ORDER BY s.batch DESC LIMIT $3`,
      [batchIdAt(startOf(month, 0)), before, limit + 1, this.clock.now()],
    );
  }
}

/** Midnight in Taipei on the first of a month, or of one after it. */
const startOf = (month: string, plus: number): number => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return Date.UTC(year, number - 1 + plus, 1) - TAIPEI_MS;
};

const totalsOf = (rows: readonly MonthRow[]): ServiceLevelPage['totals'] => {
  const count = (state: ClockState): number => rows.find(row => row.state === state)?.batches ?? 0;
  const sum = (of: (row: MonthRow) => number): number => rows.reduce((n, row) => n + of(row), 0);
  const slowest = Math.max(0, ...rows.map(row => row.slowest));
  return {
    met: count('met'),
    missed: count('missed'),
    open: count('within'),
    atRisk: count('at-risk'),
    withdrawn: count('withdrawn'),
    segments: sum(row => row.segments),
    points: sum(row => row.points),
    slowestSeconds: slowest > 0 ? slowest : null,
  };
};

const lateOf = (row: LateRow): ServiceLevelPage['items'][number] => ({
  id: formatBatchId(row.batch),
  agencyName: row.agency_name,
  unitName: row.unit_name,
  state: row.state,
  acceptedAt: row.accepted_at.toISOString(),
  dueAt: new Date(row.due_at.getTime() + row.paused_ms).toISOString(),
  handedOverAt: row.handed_over_at?.toISOString() ?? null,
  segments: row.segments,
  allowedSeconds: row.allowed_seconds,
  usedSeconds: row.used_seconds,
  pausedSeconds: Math.round(row.paused_ms / 1000),
  points: row.points,
  pointsWithPauses: row.points_with_pauses,
});
