import { InjectQueue, type Queue } from '@sms111/api/platform';
import { laneOf } from '@sms111/domain';
import { Injectable } from '@nestjs/common';

export const DISPATCH = 'dispatch';

/** A range of a batch that may hold messages to be handed over. A job only wakes such; the claim decides. */
export interface DispatchJob {
  readonly batch: number;
  readonly from: number;
  readonly to: number;
  /** Number of the lane, and whose it is: what waits is served lane by lane and, within one, agency by agency. */
  readonly lane: number;
  readonly agency: string;
  /** What the range costs to hand over; a job of the release before does not say. */
  readonly segments?: number;
  /** Just accepted: all of it is due, unless the claim finds otherwise. Else the states are asked first. */
  readonly fresh?: boolean;
}

/** Messages of a range. `take_claims` locks the same ranges. */
export const RANGE = 1_000;

/** Small batches woken by one job. */
const TOGETHER = 100;

/** A batch that may be handed over. */
export interface Woken {
  readonly batch: number;
  readonly messages: number;
  readonly segments: number;
  readonly lane: number;
  readonly agency: string;
}

/** Wakes the workers for ranges of batches. */
@Injectable()
export class DispatchWake {
  constructor(@InjectQueue(DISPATCH) private readonly queue: Queue<readonly DispatchJob[]>) {}

  /**
   * All of these batches: a job for each range of a large one, which workers share; small ones of a lane by the hundred. Jobs of a
   * quicker lane pass those of a large send, which are hundreds at once.
   */
  async batches(batches: readonly Woken[], { fresh = true } = {}): Promise<void> {
    const jobs: (readonly DispatchJob[])[] = [];
    const small = new Map<number, DispatchJob[]>();
    for (const { batch, messages, segments: all, lane, agency } of batches) {
      const together = small.get(lane) ?? [];
      small.set(lane, together);
      for (let from = 0; from < messages; from += RANGE) {
        const to = Math.min(from + RANGE, messages) - 1;
        const segments = Math.ceil((all * (to - from + 1)) / messages);
        const range = { batch, from, to, lane, agency, segments, fresh };
        if (messages > TOGETHER) jobs.push([range]);
        else together.push(range);
      }
      if (together.length >= TOGETHER) jobs.push(together.splice(0));
    }
    for (const together of small.values()) if (together.length > 0) jobs.push(together);
    await this.queue.addBulk(jobs.map(ranges => ({ data: ranges, opts: optionsOf(ranges[0]) })));
  }
}

/** What already waits is not doubled: a job's id is its first place. Jobs without a priority come after all that have one. */
const optionsOf = (first: DispatchJob | undefined) => ({
  jobId: `${first?.batch}:${first?.from}`,
  ...(first && laneOf(first.lane) !== 'bulk' && { priority: first.lane + 1 }),
});
