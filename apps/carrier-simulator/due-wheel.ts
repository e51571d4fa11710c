const TICK_MS = 10;
const BUCKETS = 512;

export interface DueWheelOptions {
  /** When an item's time comes, in milliseconds since 1970. Asked again each turn of the wheel. */
  dueOf(item: number): number;
  /** Called for each item whose time has come. */
  due(item: number): void;
  /** Called once after them. */
  done(): void;
}

/**
 * Calls back for numbers whose time has come, to the nearest ten milliseconds and never early. One timer for
 * all of them, none while there is nothing to wait for, and no object for an item.
 */
export class DueWheel {
  private readonly buckets: number[][] = Array.from({ length: BUCKETS }, () => []);
  private tick = 0;
  private waiting = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly options: DueWheelOptions) {}

  add(item: number): void {
    if (this.waiting++ === 0 && !this.timer) {
      this.tick = Math.floor(Date.now() / TICK_MS);
      this.timer = setTimeout(this.turn, TICK_MS);
    }
    this.put(item);
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.waiting = 0;
    for (const bucket of this.buckets) bucket.length = 0;
  }

  private readonly turn = (): void => {
    const now = Date.now();
    const last = Math.floor(now / TICK_MS);
    // After a long stop of the process every bucket once is enough.
    const first = Math.max(this.tick + 1, last - BUCKETS + 1);
    this.timer = null;
    this.tick = last;
    for (let tick = first; tick <= last; tick++) this.empty(tick % BUCKETS, now);
    this.options.done();
    if (this.waiting > 0) this.timer ??= setTimeout(this.turn, TICK_MS);
  };

  private put(item: number): void {
    const tick = Math.max(Math.ceil(this.options.dueOf(item) / TICK_MS), this.tick + 1);
    this.buckets[tick % BUCKETS]?.push(item);
  }

  private empty(index: number, now: number): void {
    const bucket = this.buckets[index];
    if (!bucket || bucket.length === 0) return;
    this.buckets[index] = [];
    for (const item of bucket) {
      if (this.options.dueOf(item) > now) this.put(item);
      else {
        this.waiting--;
        this.options.due(item);
      }
    }
  }
}
