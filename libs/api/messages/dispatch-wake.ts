import { InjectQueue, type Queue } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';

export const DISPATCH = 'dispatch';

/** A range of a batch that may hold messages to be handed over. The job only wakes; the claim decides. */
export interface DispatchJob {
  readonly batch: number;
  readonly from: number;
  readonly to: number;
  /** Number of the lane, and whose it is: what waits is served lane by lane and, within one, agency by agency. */
  readonly lane: number;
  readonly agency: string;
  /** Just accepted: all of it is due, unless the claim finds otherwise. Else the states are asked first. */
  readonly fresh?: boolean;
}

/** Messages a job covers. `take_claims` locks the same ranges. */
export const RANGE = 1_000;

/** Wakes the workers for ranges of a batch. */
@Injectable()
export class DispatchWake {
  constructor(@InjectQueue(DISPATCH) private readonly queue: Queue<DispatchJob>) {}

  /** All of a batch of so many messages. */
  async batch(batch: number, messages: number, lane: number, agency: string): Promise<void> {
    const ranges: DispatchJob[] = [];
    for (let from = 0; from < messages; from += RANGE) {
      ranges.push({ batch, from, to: Math.min(from + RANGE, messages) - 1, lane, agency, fresh: true });
    }
    // A range that already waits is not doubled: its id is its place.
    await this.queue.addBulk(
      ranges.map(range => ({ data: range, opts: { jobId: `${range.batch}:${range.from}` } })),
    );
  }
}
