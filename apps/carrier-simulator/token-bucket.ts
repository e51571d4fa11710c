/** Share of a second that may come in one burst. */
const BURST_SECONDS = 0.2;
const LEAST_BURST = 5;

/** The rate that a carrier grants: so many submits a second, a fifth of them at once. */
export class TokenBucket {
  private tokens = 0;
  private filledAt = 0;
  private rate = 0;

  /** @param perSecond 0 = unlimited */
  constructor(perSecond: number) {
    this.grant(perSecond);
  }

  get perSecond(): number {
    return this.rate;
  }

  grant(perSecond: number): void {
    this.rate = perSecond;
    this.tokens = this.depth;
    this.filledAt = Date.now();
  }

  /** Whether one more may pass. */
  take(now: number): boolean {
    if (this.rate === 0) return true;
    if (now > this.filledAt) {
      this.tokens = Math.min(this.depth, this.tokens + ((now - this.filledAt) / 1000) * this.rate);
      this.filledAt = now;
    }
    if (this.tokens < 1) return false;
    this.tokens--;
    return true;
  }

  private get depth(): number {
    return Math.max(LEAST_BURST, this.rate * BURST_SECONDS);
  }
}
