import type { Tx } from '@sms111/api/platform';
import { allowedHours, batchTime, SEGMENTS_PER_HOUR, type ClockState } from '@sms111/domain';
import { Injectable } from '@nestjs/common';

/** Seconds that a batch is allowed, as `allowedHours` says. */
const ALLOWED = `(greatest(1, ceil(segments / ${SEGMENTS_PER_HOUR}.0)) * 3600)`;
const TAIPEI_MS = 8 * 3_600_000;

/** How a batch stands now; written over what was known of it. */
export interface Figure {
  readonly batch: number;
  readonly unitId: string;
  readonly state: ClockState;
  /** When its clock began. */
  readonly acceptedAt: Date;
  readonly deadlineAt: Date;
  readonly messages: number;
  readonly segments: number;
  readonly handedOverAt: Date | null;
  /** On the clock until the hand-over; `null` while something waits. */
  readonly usedMs: number | null;
  readonly points: number;
  readonly pointsWithPauses: number;
}

/** A figure that was written: what it said before (`null`: nothing), and says now. */
export interface Written {
  readonly batch: number;
  readonly was: ClockState | null;
  readonly state: ClockState;
}

interface Change extends Written {
  readonly segments: number;
  readonly old_points: number | null;
  readonly points: number;
  readonly used_seconds: number | null;
}

const RETURNED = `s.batch, old.state AS was, new.state, new.segments, old.points AS old_points, new.points, new.used_seconds`;

/**
 * The figures of the contract's clock, one row a batch, and their sums by month (OPS-11). Nobody else writes them. A month is
 * that of the batch's id in Asia/Taipei, as of its partition.
 */
@Injectable()
export class ServiceLevels {
  /** Writes figures and moves the sums with them. */
  async write(tx: Tx, figures: readonly Figure[], now: Date): Promise<Written[]> {
    if (figures.length === 0) return [];
    const column = <T>(of: (figure: Figure) => T): T[] => figures.map(of);
    const changes = await tx.query<Change>(
      `INSERT INTO service_level AS s (batch, unit_id, state, accepted_at, due_at, messages, segments, allowed_seconds,
                                       handed_over_at, used_seconds, points, points_with_pauses, at_risk_at, missed_at)
       SELECT r.*, CASE WHEN r.state = 'at-risk' THEN $13::timestamptz END, CASE WHEN r.state = 'missed' THEN $13::timestamptz END
         FROM unnest($1::bigint[], $2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::int[], $7::int[],
                     $8::int[], $9::timestamptz[], $10::float8[], $11::int[], $12::int[])
              AS r (batch, unit_id, state, accepted_at, due_at, messages, segments, allowed_seconds, handed_over_at,
                    used_seconds, points, points_with_pauses)
        ORDER BY r.batch
       ON CONFLICT (batch) DO UPDATE
         SET state = excluded.state, handed_over_at = excluded.handed_over_at, used_seconds = excluded.used_seconds,
             points = excluded.points, points_with_pauses = excluded.points_with_pauses,
             paused_ms = CASE WHEN excluded.handed_over_at IS NULL OR s.paused_since IS NULL THEN s.paused_ms
                              ELSE s.paused_ms + ${msBetween('s.paused_since', 'excluded.handed_over_at')} END,
             paused_since = CASE WHEN excluded.handed_over_at IS NULL THEN s.paused_since END,
             at_risk_at = coalesce(s.at_risk_at, excluded.at_risk_at), missed_at = coalesce(s.missed_at, excluded.missed_at)
       RETURNING ${RETURNED}`,
      [
        column(each => each.batch),
        column(each => each.unitId),
        column(each => each.state),
        column(each => each.acceptedAt),
        column(each => each.deadlineAt),
        column(each => each.messages),
        column(each => each.segments),
        column(each => allowedHours(each.segments) * 3_600),
        column(each => each.handedOverAt),
        column(each => (each.usedMs === null ? null : each.usedMs / 1000)),
        column(each => each.points),
        column(each => each.pointsWithPauses),
        now,
      ],
    );
    await this.sum(tx, changes);
    return changes.map(({ batch, was, state }) => ({ batch, was, state }));
  }

  /** The sender stops the batch: its clock stands from now on. */
  async pause(tx: Tx, batch: number, at: Date): Promise<void> {
    const changes = await tx.query<Change>(
      `INSERT INTO service_level AS s (batch, unit_id, state, accepted_at, due_at, messages, segments, allowed_seconds, paused_since)
       SELECT id, unit_id, 'within', deadline_at - ${ALLOWED} * interval '1 second', deadline_at, messages, segments,
              ${ALLOWED}, $2 FROM batch WHERE id = $1
       ON CONFLICT (batch) DO UPDATE SET paused_since = coalesce(s.paused_since, excluded.paused_since)
       RETURNING ${RETURNED}`,
      [batch, at],
    );
    await this.sum(tx, changes);
  }

  /** The sender lets it go on, or gives it up: its clock runs again. Harmless when it was not stopped. */
  async resume(tx: Tx, batch: number, at: Date): Promise<void> {
    await tx.execute(
      `UPDATE service_level s SET paused_ms = s.paused_ms + ${msBetween('s.paused_since', '$2::timestamptz')}, paused_since = NULL
        WHERE s.batch = $1 AND s.paused_since IS NOT NULL`,
      [batch, at],
    );
    // What was handed over before the pause says nothing about the pace after it.
    await tx.execute(`UPDATE batch_pace SET samples = '[]', sampled_at = NULL WHERE batch = $1`, [batch]);
  }

  private async sum(tx: Tx, changes: readonly Change[]): Promise<void> {
    const sums = new Map<string, { batches: number; segments: number; points: number; slowest: number }>();
    const add = (
      batch: number,
      state: ClockState,
      sign: 1 | -1,
      segments: number,
      points: number,
      used: number,
    ) => {
      const key = `${monthOf(batch)} ${state}`;
      const sum = sums.get(key) ?? { batches: 0, segments: 0, points: 0, slowest: 0 };
      sum.batches += sign;
      sum.segments += sign * segments;
      sum.points += sign * points;
      sum.slowest = Math.max(sum.slowest, used);
      sums.set(key, sum);
    };
    for (const { batch, was, state, segments, old_points, points, used_seconds } of changes) {
      if (was) add(batch, was, -1, segments, old_points ?? 0, 0);
      add(batch, state, 1, segments, points, state === 'withdrawn' ? 0 : (used_seconds ?? 0));
    }
    const moved = [...sums].filter(([, sum]) => sum.batches !== 0 || sum.points !== 0 || sum.slowest > 0);
    if (moved.length === 0) return;
    await tx.execute(
      `INSERT INTO service_month AS m (month, state, batches, segments, points, slowest_seconds)
       SELECT * FROM unnest($1::date[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::float8[]) ORDER BY 1, 2
       ON CONFLICT (month, state) DO UPDATE
         SET batches = m.batches + excluded.batches, segments = m.segments + excluded.segments,
             points = m.points + excluded.points, slowest_seconds = greatest(m.slowest_seconds, excluded.slowest_seconds)`,
      [
        moved.map(([key]) => key.split(' ')[0]),
        moved.map(([key]) => key.split(' ')[1]),
        moved.map(([, sum]) => sum.batches),
        moved.map(([, sum]) => sum.segments),
        moved.map(([, sum]) => sum.points),
        moved.map(([, sum]) => sum.slowest),
      ],
    );
  }
}

function msBetween(from: string, to: string): string {
  return `greatest(0, extract(epoch FROM ${to} - ${from}) * 1000)::bigint`;
}

/** The first day of a batch's month in Asia/Taipei. */
export const monthOf = (batch: number): string =>
  `${new Date(batchTime(batch) + TAIPEI_MS).toISOString().slice(0, 7)}-01`;
