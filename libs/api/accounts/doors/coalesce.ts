/** Keys remembered at once; beyond them everything falls under one key, so that a flood cannot fill the memory. */
const MOST = 1000;
const OVERFLOW = '*';

/** Says which of many equal events is worth an entry: the first in a while, with the number of those left out. */
export class Coalesce {
  private readonly known = new Map<string, { until: number; leftOut: number }>();

  constructor(private readonly whileMs: number) {}

  /** `null`: leave it out. A number: write it, and say that so many were left out since the last one. */
  add(key: string, now: number): number | null {
    const kept = this.known.has(key) || this.known.size < MOST || this.prune(now) ? key : OVERFLOW;
    const seen = this.known.get(kept);
    if (seen && now < seen.until) {
      seen.leftOut++;
      return null;
    }
    this.known.set(kept, { until: now + this.whileMs, leftOut: 0 });
    return seen?.leftOut ?? 0;
  }

  /** Forgets what is over; `true` when there is room again. */
  private prune(now: number): boolean {
    for (const [key, { until }] of this.known) if (until <= now) this.known.delete(key);
    return this.known.size < MOST;
  }
}
