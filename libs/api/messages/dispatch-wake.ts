import { InjectQueue, type Queue } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';

export const DISPATCH = 'dispatch';

/** A range of a batch that may hold messages to be handed over. The job only wakes; the claim decides. */
export interface DispatchJob {
  readonly batch: number;
  readonly from: number;
  readonly to: number;
}

/** Messages a job covers. */
export const RANGE = 1_000;

/** Wakes the workers for ranges of a batch. */
@Injectable()
export class DispatchWake {
  constructor(@InjectQueue(DISPATCH) private readonly queue: Queue<DispatchJob>) {}

  /** Ranges of `[0, messages)`. */
  async batch(batch: number, messages: number): Promise<void> {
    const ranges: DispatchJob[] = [];
    for (let from = 0; from < messages; from += RANGE) {
      ranges.push({ batch, from, to: Math.min(from + RANGE, messages) - 1 });
    }
    await this.ranges(ranges);
  }

  /** A range that already waits or runs is not doubled: its id is its place. */
  async ranges(ranges: readonly DispatchJob[]): Promise<void> {
    await this.queue.addBulk(
      ranges.map(range => ({ data: range, opts: { jobId: `${range.batch}:${range.from}` } })),
    );
  }
}
