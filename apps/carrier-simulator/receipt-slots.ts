import type { AcceptedSegment } from './accepted-segment';
import type { Outcome } from './outcomes';
import { outcomeAt } from './outcomes';

/**
 * Receipts that are owed, column by column in typed arrays: a slot is taken when a segment is accepted and
 * freed when its receipt was acknowledged. Grows by doubling.
 */
export class ReceiptSlots {
  private capacity = 1024;
  private free: number[] = [];
  private used = 0;
  /** Slots whose receipt is owed. */
  owedCount = 0;
  private handles = new Int32Array(this.capacity);
  private subscribers = new Int32Array(this.capacity);
  private references = new Int32Array(this.capacity);
  private international = new Uint8Array(this.capacity);
  private owed = new Uint8Array(this.capacity);
  private links = new Uint8Array(this.capacity);
  private outcomes = new Uint8Array(this.capacity);
  private enroute = new Uint8Array(this.capacity);
  private copies = new Uint8Array(this.capacity);
  private tries = new Uint8Array(this.capacity);
  private accepted = new Float64Array(this.capacity);
  private due = new Float64Array(this.capacity);

  /** Slots in use. */
  get size(): number {
    return this.used - this.free.length;
  }

  /** @param owed whether a receipt is to be sent at all, or only the time of arrival is of interest */
  take(segment: AcceptedSegment, owed: boolean, due: number): number {
    const slot = this.free.pop() ?? this.used++;
    if (slot >= this.capacity) this.grow();
    this.handles[slot] = segment.handle;
    this.subscribers[slot] = segment.subscriber;
    this.references[slot] = segment.userReference;
    this.international[slot] = segment.international ? 1 : 0;
    this.owed[slot] = owed ? 1 : 0;
    if (owed) this.owedCount++;
    this.links[slot] = segment.link;
    this.outcomes[slot] = segment.outcome.index;
    this.enroute[slot] = segment.outcome.receipt === 'enroute-first' ? 1 : 0;
    this.copies[slot] = 0;
    this.tries[slot] = 0;
    this.accepted[slot] = segment.acceptedAt;
    this.due[slot] = due;
    return slot;
  }

  release(slot: number): void {
    if (this.owed[slot] === 1) this.owedCount--;
    this.free.push(slot);
  }

  clear(): void {
    this.free.length = 0;
    this.used = 0;
    this.owedCount = 0;
  }

  handleOf(slot: number): number {
    return this.handles[slot] ?? 0;
  }
  subscriberOf(slot: number): number {
    return this.subscribers[slot] ?? 0;
  }
  referenceOf(slot: number): number {
    return this.references[slot] ?? -1;
  }
  isInternational(slot: number): boolean {
    return this.international[slot] === 1;
  }
  isOwed(slot: number): boolean {
    return this.owed[slot] === 1;
  }
  linkOf(slot: number): number {
    return this.links[slot] ?? 0;
  }
  outcomeOf(slot: number): Outcome {
    return outcomeAt(this.outcomes[slot] ?? 0);
  }
  acceptedAtOf(slot: number): number {
    return this.accepted[slot] ?? 0;
  }
  dueOf(slot: number): number {
    return this.due[slot] ?? 0;
  }

  setDue(slot: number, due: number): void {
    this.due[slot] = due;
  }

  /** Whether an intermediate receipt is to come before the final one. */
  isEnroute(slot: number): boolean {
    return this.enroute[slot] === 1;
  }
  passEnroute(slot: number): void {
    this.enroute[slot] = 0;
  }

  setCopies(slot: number, copies: number): void {
    this.copies[slot] = copies;
  }
  /** One copy fewer to be acknowledged; how many are left. */
  dropCopy(slot: number): number {
    const left = Math.max(0, (this.copies[slot] ?? 0) - 1);
    this.copies[slot] = left;
    return left;
  }

  /** Counts a failed delivery; how many there were. */
  countTry(slot: number): number {
    const tries = Math.min(255, (this.tries[slot] ?? 0) + 1);
    this.tries[slot] = tries;
    return tries;
  }

  private grow(): void {
    this.capacity *= 2;
    const ints = (old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => {
      const grown = new Int32Array(this.capacity);
      grown.set(old);
      return grown;
    };
    const bytes = (old: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => {
      const grown = new Uint8Array(this.capacity);
      grown.set(old);
      return grown;
    };
    const doubles = (old: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> => {
      const grown = new Float64Array(this.capacity);
      grown.set(old);
      return grown;
    };
    this.handles = ints(this.handles);
    this.subscribers = ints(this.subscribers);
    this.references = ints(this.references);
    this.international = bytes(this.international);
    this.owed = bytes(this.owed);
    this.links = bytes(this.links);
    this.outcomes = bytes(this.outcomes);
    this.enroute = bytes(this.enroute);
    this.copies = bytes(this.copies);
    this.tries = bytes(this.tries);
    this.accepted = doubles(this.accepted);
    this.due = doubles(this.due);
  }
}
