/** A power of two: about seventeen minutes. */
const REACH_MS = 1 << 20;
/** Waits of this many ms and more are counted together. */
const LONGEST_MS = 60_000;

type Counts = [number, number][];

/** How many events fell into each of the last million milliseconds; adding one costs some nanoseconds. */
class Timeline {
  private readonly counts = new Uint32Array(REACH_MS);
  private first = 0;
  private last = 0;

  add(now: number): void {
    if (this.first === 0) this.first = now;
    // What the ring held of the round before is not of this time.
    for (let at = Math.max(this.last + 1, now - REACH_MS + 1); this.last !== 0 && at <= now; at++) {
      this.counts[at & (REACH_MS - 1)] = 0;
    }
    if (now > this.last) this.last = now;
    const place = now & (REACH_MS - 1);
    this.counts[place] = (this.counts[place] ?? 0) + 1;
  }

  clear(): void {
    this.counts.fill(0);
    this.first = 0;
    this.last = 0;
  }

  /** Milliseconds since 1970 at which something happened, and how much; oldest first. */
  report(): Counts {
    const found: Counts = [];
    if (this.first === 0) return found;
    for (let at = Math.max(this.first, this.last - REACH_MS + 1); at <= this.last; at++) {
      const count = this.counts[at & (REACH_MS - 1)] ?? 0;
      if (count > 0) found.push([at, count]);
    }
    return found;
  }
}

/** When segments were taken and receipts acknowledged, and how long these had waited; for benchmarks. */
export class EventTimes {
  private readonly accepted = new Timeline();
  private readonly acknowledged = new Timeline();
  private readonly waits = new Uint32Array(LONGEST_MS + 1);

  segment(now: number): void {
    this.accepted.add(now);
  }

  /** @param sentAt when the deliver_sm left */
  acknowledgement(now: number, sentAt: number): void {
    this.acknowledged.add(now);
    const wait = Math.min(LONGEST_MS, Math.max(0, now - sentAt));
    this.waits[wait] = (this.waits[wait] ?? 0) + 1;
  }

  clear(): void {
    this.accepted.clear();
    this.acknowledged.clear();
    this.waits.fill(0);
  }

  /** `GET /api/timeline`: pairs of a time and a count. */
  report(): { accepted: Counts; acknowledged: Counts; answerMs: Counts } {
    return {
      accepted: this.accepted.report(),
      acknowledged: this.acknowledged.report(),
      answerMs: [...this.waits].flatMap((count, ms): Counts => (count > 0 ? [[ms, count]] : [])),
    };
  }
}
