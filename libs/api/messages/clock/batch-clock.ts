import type { Reader } from '@sms111/api/platform';
import {
  allowedHours,
  judgeClock,
  paceOf,
  type ByCarrier,
  type CarrierShares,
  type ClockState,
  type ClockVerdict,
  type Pace,
  type PaceSample,
} from '@sms111/domain';
import { B, S } from '../codes';
import type { TallyRow } from '../stages';

const HOUR_MS = 3_600_000;

/** What the clock needs to know of a batch `b`, besides its tally and its agency `g`. */
export const CLOCK_COLUMNS = `g.status = 'active' AS agency_active, s.state AS clock_state, s.paused_since,
  coalesce(s.paused_ms, 0) AS paused_ms, p.shares, coalesce(p.samples, '[]') AS samples, p.sampled_at`;
export const CLOCK_JOINS = `JOIN agency g ON g.id = b.agency_id
  LEFT JOIN service_level s ON s.batch = b.id LEFT JOIN batch_pace p ON p.batch = b.id`;

export interface ClockRow {
  readonly state: number;
  readonly deadline_at: Date;
  readonly handed_over_at: Date | null;
  readonly segments: number;
  readonly tally: readonly TallyRow[];
  readonly agency_active: boolean;
  readonly clock_state: ClockState | null;
  readonly paused_since: Date | null;
  readonly paused_ms: number;
  readonly shares: CarrierShares | null;
  readonly samples: readonly PaceSample[];
}

export type ClockPace = Pace['kind'] | 'done' | 'paused' | 'held' | 'suspended';

export interface BatchClock {
  readonly verdict: ClockVerdict;
  readonly pace: Pace;
  readonly kind: ClockPace;
  readonly pausedMs: number;
}

/**
 * Carriers with at least one bound link, by the leases of the workers: what a worker does not renew is not bound.
 * A link that is switched off counts for nothing, nor do those of a carrier that is paused.
 */
export const carriersUp = async (reader: Reader, now: Date): Promise<ReadonlySet<string>> => {
  const rows = await reader.query<{ carrier: string }>(
    `SELECT DISTINCT k.carrier FROM carrier_link k JOIN link_lease l ON l.link_id = k.id
      WHERE k.enabled AND l.state = 'bound' AND l.lease_until > $1
        AND NOT EXISTS (SELECT FROM carrier_control c WHERE c.carrier = k.carrier AND c.paused_at IS NOT NULL)`,
    [now],
  );
  return new Set(rows.map(row => row.carrier));
};

/** Segments that left the platform, by carrier. What a carrier refused for good was handed over too. */
export const handedByCarrier = (tally: readonly TallyRow[]): ByCarrier =>
  segmentsBy(tally.filter(row => row.carrier !== '' && row.state !== S.accepted));

/** How long its sender has held a batch until `endMs`. */
export const pausedUntil = (row: Pick<ClockRow, 'paused_ms' | 'paused_since'>, endMs: number): number =>
  row.paused_ms + (row.paused_since ? Math.max(0, endMs - row.paused_since.getTime()) : 0);

/** When its clock began: at its acceptance, or at the set time that its deadline was reckoned from. */
export const startOf = ({ deadline_at, segments }: Pick<ClockRow, 'deadline_at' | 'segments'>): number =>
  deadline_at.getTime() - allowedHours(segments) * HOUR_MS;

/** The clock of a batch at an instant, with its measured pace. */
export const clockOf = (row: ClockRow, up: ReadonlySet<string>, nowMs: number): BatchClock => {
  const pace = paceOf({ ...waitingOf(row, up), nowMs, samples: samplesOf(row) });
  const kind = kindOf(row, pace);
  const handedOverMs = row.handed_over_at?.getTime() ?? null;
  const pausedMs = pausedUntil(row, handedOverMs ?? nowMs);
  const verdict = judgeClock({
    startMs: startOf(row),
    segments: row.segments,
    nowMs,
    pausedMs,
    paused: row.paused_since !== null,
    handedOverMs,
    expectedMs: kind === 'moving' ? pace.expectedMs : null,
    standing: kind !== 'moving' && kind !== 'measuring',
    cancelled: row.state === B.cancelled,
  });
  return { verdict, pace, kind, pausedMs };
};

const waitingOf = (row: ClockRow, up: ReadonlySet<string>) => {
  const waiting = row.tally.filter(each => each.state === S.accepted);
  const known = segmentsBy(waiting.filter(each => each.carrier !== ''));
  const carriers = [...Object.keys(known), ...Object.keys(row.shares?.shares ?? {})];
  return {
    handed: handedByCarrier(row.tally),
    waiting: waiting.reduce((sum, each) => sum + each.segments, 0),
    known,
    shares: row.shares,
    down: new Set(carriers.filter(carrier => !up.has(carrier))),
  };
};

/**
 * Before the first sample there is the acceptance, when nothing had left. After a pause there is not: the rate begins anew
 * with the first sample after it.
 */
const samplesOf = (row: ClockRow): PaceSample[] => {
  const unbroken = row.paused_ms === 0 && row.paused_since === null;
  const start = unbroken ? [{ at: startOf(row), handed: {} }] : [];
  return [...start, ...row.samples];
};

const kindOf = (row: ClockRow, pace: Pace): ClockPace => {
  if (row.handed_over_at) return 'done';
  if (row.state === B.paused) return row.paused_since ? 'paused' : 'held';
  return row.agency_active ? pace.kind : 'suspended';
};

const segmentsBy = (rows: readonly TallyRow[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const row of rows) sums[row.carrier] = (sums[row.carrier] ?? 0) + row.segments;
  return sums;
};
