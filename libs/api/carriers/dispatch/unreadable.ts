import type { DispatchJob } from '@sms111/api/messages';
import type { Log } from '@sms111/api/platform';
import { rangeKey } from './plan';

/** Part of a range that could not be read, though the database can. */
export interface Fault {
  readonly range: DispatchJob;
  readonly from: number;
  readonly to: number;
  readonly error: unknown;
}

/** What was not met again for so long is no longer due. */
const FORGET_MS = 3_600_000;

/** Ranges of which something does not open. Each is told of once; the sweep leaves it alone for a while. */
export class Unreadable {
  private readonly met = new Map<string, number>();
  private readonly told = new Map<string, number>();

  constructor(private readonly log: Log) {}

  note({ range, from, to, error }: Fault): void {
    const now = Date.now();
    const part = `${range.batch}:${from}:${to}`;
    if (!this.told.has(part))
      this.log.error({ err: error, batch: range.batch, from, to }, 'messages cannot be read');
    renew(this.told, part, now);
    renew(this.met, rangeKey(range), now);
  }

  /** Whether something of a range did not open, no longer ago. */
  within(range: DispatchJob, ms: number): boolean {
    const at = this.met.get(rangeKey(range));
    return at !== undefined && Date.now() - at < ms;
  }
}

/** The eldest stand first, and go. */
const renew = (times: Map<string, number>, key: string, now: number): void => {
  times.delete(key);
  times.set(key, now);
  for (const [eldest, at] of times) {
    if (now - at < FORGET_MS) return;
    times.delete(eldest);
  }
};
