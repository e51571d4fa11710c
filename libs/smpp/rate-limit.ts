import { systemClock, type Clock } from './clock';

/** A little more than the second that carriers count in: their seconds do not begin with ours. */
const WINDOW_MS = 1_004;
/** Tokens gather for at most this long, so that a pause is not made good in one burst. */
const BURST_MS = 20;
/** One cell a millisecond; a power of two above WINDOW_MS. */
const CELLS = 1_024;

/**
 * A carrier's granted rate: a token bucket that keeps the flow even, and a count of the last second that
 * is never exceeded, whenever that second begins. Both are needed: a bucket alone lets its burst through
 * on top of the rate (refused as throttled), a count alone sends a second's worth at once.
 */
export class RateLimit {
  private tokens: number;
  private refilledAt: number;
  /** How many went in each of the last milliseconds, and their sum. */
  private readonly cells = new Uint32Array(CELLS);
  private sum = 0;
  private last: number;

  /** @param perSecond at least 1 */
  constructor(
    private perSecond: number,
    private readonly clock: Pick<Clock, 'now'> = systemClock,
  ) {
    this.refilledAt = clock.now();
    this.last = Math.floor(this.refilledAt);
    this.tokens = this.burst;
  }

  /** A new rate, from now on. */
  set(perSecond: number): void {
    this.refill(this.clock.now());
    this.perSecond = perSecond;
    this.tokens = Math.min(this.tokens, this.burst);
  }

  /** How many may go now. */
  allowance(): number {
    const now = this.clock.now();
    this.refill(now);
    this.forget(Math.floor(now));
    return Math.max(0, Math.min(Math.floor(this.tokens), Math.floor(this.perSecond) - this.sum));
  }

  /** `count` went, no more than `allowance()` said. */
  spend(count: number): void {
    this.tokens -= count;
    this.sum += count;
    const cell = this.last % CELLS;
    this.cells[cell] = (this.cells[cell] ?? 0) + count;
  }

  /** Milliseconds after which it is worth asking again. */
  wait(): number {
    const missing = 1 - this.tokens;
    return Math.max(MIN_WAIT_MS, Math.ceil((missing * 1_000) / this.perSecond));
  }

  private get burst(): number {
    return Math.max(1, (this.perSecond * BURST_MS) / 1_000);
  }

  private refill(now: number): void {
    this.tokens = Math.min(this.burst, this.tokens + ((now - this.refilledAt) * this.perSecond) / 1_000);
    this.refilledAt = now;
  }

  /** Drops what left the window between the last call and `now`. */
  private forget(now: number): void {
    if (now - this.last >= WINDOW_MS) {
      this.cells.fill(0);
      this.sum = 0;
      this.last = now;
    }
    for (; this.last < now; this.last++) {
      const cell = (this.last + 1 - WINDOW_MS + CELLS) % CELLS;
      this.sum -= this.cells[cell] ?? 0;
      this.cells[cell] = 0;
    }
  }
}

/** Timers are not finer; several messages go at a time where the rate is high. */
const MIN_WAIT_MS = 2;
