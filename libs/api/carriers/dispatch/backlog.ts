import type { DispatchJob } from '@sms111/api/messages';
import { FairQueue } from './fair-queue';
import { isUrgentLane, rangeKey, URGENT } from './plan';
import type { Ready } from './range-loader';

/** Segments of a carrier that wait in memory: below the one more is read for it, above the other nothing. Urgent ones count alone. */
const LOW = 1_500;
const FULL = 6_000;

/** Ranges by their keys, and since when. */
class Parked extends Map<string, { readonly range: DispatchJob; readonly at: number }> {
  takeAll(): DispatchJob[] {
    const ranges = [...this.values()].map(({ range }) => range);
    this.clear();
    return ranges;
  }
}

/** One carrier's opened messages on their way to its links. Ranges of which something found no place are parked. */
export class Backlog {
  private queue = new FairQueue<Ready>();
  private readonly parked = { urgent: new Parked(), others: new Parked() };
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

  /** The same of what is urgent alone: it waits for nothing that is not. */
  get isUrgentLow(): boolean {
    return this.urgentCost < LOW;
  }

  isFull(lane: number): boolean {
    return (isUrgentLane(lane) ? this.urgentCost : this.cost) >= FULL;
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
    this.parkedLike(range).set(rangeKey(range), { range, at: Date.now() });
  }

  /** Whether a range was parked no longer ago: reading it again would find the same. */
  parkedWithin(range: DispatchJob, ms: number): boolean {
    const parked = this.parkedLike(range).get(rangeKey(range));
    return parked !== undefined && Date.now() - parked.at < ms;
  }

  /** Takes the parked ranges out, to be planned again. */
  unpark(): DispatchJob[] {
    return [...this.parked.urgent.takeAll(), ...this.parked.others.takeAll()];
  }

  /** Of these those for which there is room again. */
  unparkFitting(): DispatchJob[] {
    if (this.isLow) return this.unpark();
    return this.isUrgentLow ? this.parked.urgent.takeAll() : [];
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

  private get urgentCost(): number {
    return URGENT.reduce((sum, lane) => sum + this.queue.costOf(lane), 0);
  }

  private parkedLike({ lane }: DispatchJob): Parked {
    return isUrgentLane(lane) ? this.parked.urgent : this.parked.others;
  }
}
