/** Segments a second over the last second or so, without a timer: it looks at the clock when it is asked. */
export class RateMeter {
  private readonly lastCounts: Float64Array;
  private readonly rates: Float64Array;
  private lastAt = Date.now();

  constructor(private readonly counts: Float64Array) {
    this.lastCounts = Float64Array.from(counts);
    this.rates = new Float64Array(counts.length);
  }

  /** Rates of all columns; measured anew at most once a second. */
  read(now: number): Float64Array {
    const elapsed = now - this.lastAt;
    if (elapsed < 1000) return this.rates;
    this.counts.forEach((count, index) => {
      const more = Math.max(0, count - (this.lastCounts[index] ?? 0));
      this.rates[index] = Math.round((more * 1000) / elapsed);
      this.lastCounts[index] = count;
    });
    this.lastAt = now;
    return this.rates;
  }
}
