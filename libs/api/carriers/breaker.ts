export type BreakerState = 'closed' | 'open' | 'half-open';

/** So many bad outcomes in a row open it, or half of the last `MEMORY`. */
const IN_A_ROW = 5;
const MEMORY = 40;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Keeps messages from a link that fails (RES-3): opens on repeated system errors, missing answers and failed binds; after a
 * pause lets one segment at a time try; one good answer closes it. Refusals of a number or a text are good answers: the
 * link works. Times are milliseconds of the caller's clock.
 */
export class Breaker {
  private current: 'closed' | 'open' = 'closed';
  private changedAt: number;
  private inARow = 0;
  private readonly last: boolean[] = [];
  private badOfLast = 0;
  private pause = FIRST_PAUSE_MS;

  constructor(now: number) {
    this.changedAt = now;
  }

  stateAt(now: number): BreakerState {
    if (this.current === 'closed') return 'closed';
    return now - this.changedAt >= this.pause ? 'half-open' : 'open';
  }

  /** When it took its state. */
  get since(): number {
    return this.changedAt;
  }

  /** True when this closes it. */
  good(now: number): boolean {
    this.inARow = 0;
    this.remember(false);
    // Answers to what was out before it opened prove nothing.
    if (this.stateAt(now) !== 'half-open') return false;
    this.turn('closed', now);
    this.pause = FIRST_PAUSE_MS;
    this.last.length = 0;
    this.badOfLast = 0;
    return true;
  }

  /** True when this opens it. */
  bad(now: number): boolean {
    this.inARow++;
    this.remember(true);
    const state = this.stateAt(now);
    if (state === 'open') return false;
    if (state === 'half-open') {
      this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
      this.turn('open', now);
      return true;
    }
    if (this.inARow < IN_A_ROW && this.badOfLast < MEMORY / 2) return false;
    this.turn('open', now);
    return true;
  }

  private turn(state: 'closed' | 'open', now: number): void {
    this.current = state;
    this.changedAt = now;
    this.inARow = 0;
  }

  private remember(isBad: boolean): void {
    this.last.push(isBad);
    if (isBad) this.badOfLast++;
    if (this.last.length > MEMORY && this.last.shift()) this.badOfLast--;
  }
}
