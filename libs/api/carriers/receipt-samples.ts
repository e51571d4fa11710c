/** One id in so many is followed from submission to receipt. */
const EVERY = 8;
const MOST = 4_096;

/** How long receipts take, from a sample of the messages: ids of one carrier and when they were taken. */
export class ReceiptSamples {
  private readonly since = new Map<string, number>();
  private turn = 0;

  /** Whether the next accepted segment is one to follow. */
  get isDue(): boolean {
    this.turn = (this.turn + 1) % EVERY;
    return this.turn === 0 && this.since.size < MOST;
  }

  follow(key: string, now: number): void {
    this.since.set(key, now);
  }

  /** Milliseconds since it was taken; `null` for one that is not followed. */
  arrived(key: string, now: number): number | null {
    const from = this.since.get(key);
    if (from === undefined) return null;
    this.since.delete(key);
    return now - from;
  }

  /** Forgets those whose receipt has not come for an hour. */
  forgetOld(now: number): void {
    for (const [key, at] of this.since) {
      if (now - at < 3_600_000) return;
      this.since.delete(key);
    }
  }
}
