import { isUrgent, laneOf, LANES } from '@sms111/domain';
import { RANGE, type DispatchJob } from '@sms111/api/messages';
import { FairQueue } from './fair-queue';

/** Numbers of the urgent lanes. */
export const URGENT = LANES.flatMap((lane, number) => (isUrgent(lane) ? [number] : []));

export const rangeKey = ({ batch, from }: Pick<DispatchJob, 'batch' | 'from'>): string => `${batch}:${from}`;

/** Ranges that were woken and are not yet loaded, each once, in fair shares of lanes and agencies. Their price is their segments. */
export class Plan {
  private readonly queue = new FairQueue<DispatchJob>();
  private readonly keys = new Set<string>();

  get size(): number {
    return this.queue.size;
  }

  /** Whether something urgent waits to be loaded: it is loaded whatever waits already that is not. */
  get isUrgent(): boolean {
    return URGENT.some(lane => this.queue.has(lane));
  }

  add(range: DispatchJob): void {
    const key = rangeKey(range);
    if (this.keys.has(key)) return;
    this.keys.add(key);
    this.queue.push(range.lane, range.agency, range, range.segments ?? range.to - range.from + 1);
  }

  /** Takes the ranges whose turn it is: one of a large batch, or several small ones that are read at once. */
  take(): DispatchJob[] {
    const ranges = this.queue.take(RANGE);
    for (const range of ranges) this.keys.delete(rangeKey(range));
    return ranges;
  }
}

/** Whether messages of the lane may use the part of a window that is kept for urgent ones. */
export const isUrgentLane = (lane: number): boolean => isUrgent(laneOf(lane));
