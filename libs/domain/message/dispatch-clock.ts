import { allowedHours } from './dispatch-deadline';

const HOUR_MS = 3_600_000;
const HALF_HOUR_MS = 1_800_000;
/** Less than this part of the time left, and nothing moves: nobody may wait for the deadline itself. */
const LAST_FIFTH = 0.2;

/**
 * How a batch stands against its deadline. `withdrawn`: its sender cancelled it in time, so nothing is owed for it.
 */
export const CLOCK_STATES = ['within', 'at-risk', 'missed', 'met', 'withdrawn'] as const;
export type ClockState = (typeof CLOCK_STATES)[number];

export interface ClockGiven {
  /** Acceptance, or the set time of a schedule. Milliseconds since the epoch, as all instants here. */
  readonly startMs: number;
  readonly segments: number;
  readonly nowMs: number;
  /** How long its sender has held the batch so far. */
  readonly pausedMs: number;
  /** It is held by its sender at this moment. */
  readonly paused: boolean;
  /** When the last segment was with a carrier; `null` while some wait. */
  readonly handedOverMs: number | null;
  /** By the measured rate; `null` when there is none. */
  readonly expectedMs: number | null;
  /** Something waits and does not move, whatever the reason. */
  readonly standing: boolean;
  /** Its sender cancelled what had not left. */
  readonly cancelled: boolean;
}

export interface ClockVerdict {
  readonly state: ClockState;
  readonly allowedMs: number;
  /** Time on the clock: from the start to the hand-over or to now, without the time in which the sender held the batch. */
  readonly usedMs: number;
  /** The deadline with the sender's pauses added; while the sender holds the batch it moves on with the time. */
  readonly dueMs: number;
  /** Started half hours beyond it: a point each (OPS-11, 不足30分鐘以30分鐘計). */
  readonly points: number;
  /** The same if the sender's pauses were not taken out. */
  readonly pointsWithPauses: number;
}

/** Half hours of a delay, each started one counted whole. */
export const startedHalfHours = (lateMs: number): number => Math.max(0, Math.ceil(lateMs / HALF_HOUR_MS));

/**
 * The contract's clock of one event (OPS-11, A5): 200,000 segments an hour, from acceptance or the set time to the moment
 * when the last segment is with a carrier.
 *
 * While the batch is held by its own sender the clock stands still. The duty is to hand over what may be handed over; what
 * the agency itself stops cannot be the delay of whoever serves it, and a pause must not become a way to make one. A stop by
 * the operator (a carrier, a link, a suspended agency, a batch that a system administrator holds) is no such pause: there
 * the clock runs. Because the contract's text names no exception, the figure with the pauses counted is kept beside it
 * (`pointsWithPauses`), so that whoever settles the account sees both.
 *
 * A batch is at risk when it is expected after its deadline, or when less than a fifth of its time is left and it does not
 * move. What was missed stays missed: neither a later pause nor a cancellation takes it back.
 */
export const judgeClock = (given: ClockGiven): ClockVerdict => {
  const allowedMs = allowedHours(given.segments) * HOUR_MS;
  const endMs = given.handedOverMs ?? given.nowMs;
  const usedMs = Math.max(0, endMs - given.startMs - given.pausedMs);
  const dueMs = given.startMs + allowedMs + given.pausedMs;
  return {
    state: stateOf(given, allowedMs, usedMs, dueMs),
    allowedMs,
    usedMs,
    dueMs,
    points: startedHalfHours(usedMs - allowedMs),
    pointsWithPauses: startedHalfHours(endMs - given.startMs - allowedMs),
  };
};

const stateOf = (given: ClockGiven, allowedMs: number, usedMs: number, dueMs: number): ClockState => {
  if (usedMs > allowedMs) return 'missed';
  if (given.handedOverMs !== null) return given.cancelled ? 'withdrawn' : 'met';
  if (given.paused) return 'within';
  if (given.expectedMs !== null && given.expectedMs > dueMs) return 'at-risk';
  return given.standing && allowedMs - usedMs < allowedMs * LAST_FIFTH ? 'at-risk' : 'within';
};
