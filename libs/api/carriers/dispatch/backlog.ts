import type { DispatchJob } from '@sms111/api/messages';
import { isUrgent, LANES } from '@sms111/domain';
import { FairQueue } from './fair-queue';
import { rangeKey } from './plan';
import type { Ready } from './range-loader';

/** Segments of a carrier that wait in memory: below the one more is read for it, above the other nothing. */
const LOW = 1_500;
const FULL = 6_000;

const URGENT = LANES.flatMap((lane, number) => (isUrgent(lane) ? [number] : []));

/** One carrier's opened messages on their way to its links. Ranges of which something found no place are parked. */
export class Backlog {
  private queue = new FairQueue<Ready>();
  private readonly parked = new Map<string, { readonly range: DispatchJob; readonly at: number }>();
  private feeding = false;

  constructor(readonly carrier: string) {}

  get size(): number {
    return this.queue.size;
  }

  /** Segments waiting. */
  get cost(): number {
    return this.queue.cost;
  }

  get nextCost(): number {
    return this.queue.nextCost;
  }

  get isLow(): boolean {
    return this.cost < LOW;
  }

  get isFull(): boolean {
    return this.cost >= FULL;
  }

  /** Whether something urgent waits: it may use the part of a window that is kept for it. */
  get isUrgent(): boolean {
    return URGENT.some(lane => this.queue.has(lane));
  }

  push(message: Ready): void {
    this.queue.push(message.lane, message.agency, message, message.texts.length);
  }

  take(segments: number): Ready[] {
    return this.queue.take(segments);
  }

  /** Empties it. */
  clear(): Ready[] {
    const all = this.queue.take(Infinity);
    this.queue = new FairQueue<Ready>();
    return all;
  }

  park(range: DispatchJob): void {
    this.parked.set(rangeKey(range), { range, at: Date.now() });
  }

  /** Whether a range was parked no longer ago: reading it again would find the same. */
  parkedWithin(range: DispatchJob, ms: number): boolean {
    const parked = this.parked.get(rangeKey(range));
    return parked !== undefined && Date.now() - parked.at < ms;
  }

  /** Takes the parked ranges out, to be planned again. */
  unpark(): DispatchJob[] {
    const ranges = [...this.parked.values()].map(({ range }) => range);
    this.parked.clear();
    return ranges;
  }

  /** One feeder a carrier: whether the caller is it. */
  beginFeeding(): boolean {
    if (this.feeding || this.size === 0) return false;
    this.feeding = true;
    return true;
  }

  endFeeding(): void {
    this.feeding = false;
  }
}
