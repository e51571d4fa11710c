import { MAX_SEQUENCE } from './command';
import type { NoAnswer, SubmitAnswer, SubmitBatch, SubmitOutcome } from './outcome';
import { STATUS } from './status';

const FREE = 0;
const IN_FLIGHT = 1;
const OVERDUE = 2;

const TIMEOUT: NoAnswer = { kind: 'no-answer', reason: 'timeout' };
const CLOSED: NoAnswer = { kind: 'no-answer', reason: 'closed' };

/** An unanswered submit that left the window and may still be answered. */
interface Straggler {
  readonly batch: SubmitBatch;
  readonly index: number;
  readonly sentAt: number;
}

/**
 * The submits that were handed to the socket and have no answer, by sequence number, in arrays that are
 * allocated once. A submit whose time ran out keeps its place until the carrier answers one that was
 * sent after it: so a carrier that falls silent never leaves more than one window in doubt.
 */
export class SubmitWindow {
  private readonly mask: number;
  private readonly state: Uint8Array;
  private readonly sequences: Uint32Array;
  private readonly sentAt: Float64Array;
  private readonly indexes: Uint32Array;
  private readonly batches: (SubmitBatch | null)[];
  /** No submit before this sequence number is in flight. */
  private oldest: number;
  private inFlightCount = 0;
  private overdue: number[] = [];
  private readonly stragglers = new Map<number, Straggler>();

  constructor(
    readonly size: number,
    /** Told of an exception in a caller's function: the books of the others must go on. */
    private readonly onThrow: (error: unknown) => void,
    /** The first sequence number. */
    private next = 1,
  ) {
    this.oldest = next;
    // Twice the window and more: there is always a free cell near, however slow one answer is.
    const cells = 2 ** Math.ceil(Math.log2(size * 2 + 2));
    this.mask = cells - 1;
    this.state = new Uint8Array(cells);
    this.sequences = new Uint32Array(cells);
    this.sentAt = new Float64Array(cells);
    this.indexes = new Uint32Array(cells);
    this.batches = new Array<SubmitBatch | null>(cells).fill(null);
  }

  /** Places that nobody holds. */
  get free(): number {
    return this.size - this.inFlightCount - this.overdue.length;
  }

  get inFlight(): number {
    return this.inFlightCount;
  }

  /** Every place is held by a submit whose time ran out: nothing can prove that the carrier is there. */
  get isStuck(): boolean {
    return this.overdue.length >= this.size;
  }

  /** A sequence number for the next request of any kind; numbers still in doubt are passed over. */
  reserve(): number {
    let sequence = this.next;
    while (this.state[sequence & this.mask] !== FREE || this.isStraggler(sequence))
      sequence = after(sequence);
    this.next = after(sequence);
    return sequence;
  }

  /** A submit that is being handed to the socket. */
  add(sequence: number, batch: SubmitBatch, index: number, now: number): void {
    const cell = sequence & this.mask;
    this.state[cell] = IN_FLIGHT;
    this.sequences[cell] = sequence;
    this.sentAt[cell] = now;
    this.indexes[cell] = index;
    this.batches[cell] = batch;
    this.inFlightCount++;
  }

  /** Ends the submit of that number; what it was, or null where no submit of that number is known. */
  answer(sequence: number, status: number, messageId: string, now: number): 'in-time' | 'late' | null {
    const cell = sequence & this.mask;
    const batch = this.batches[cell] ?? null;
    if (batch === null || this.sequences[cell] !== sequence) {
      return this.answerStraggler(sequence, status, messageId, now);
    }
    const index = this.indexes[cell] ?? 0;
    const answer = toAnswer(status, messageId, now - (this.sentAt[cell] ?? now));
    const wasInFlight = this.state[cell] === IN_FLIGHT;
    this.clear(cell);
    if (wasInFlight) {
      this.inFlightCount--;
      // All that are overdue were sent before this one.
      if (this.overdue.length > 0) this.release(this.overdue.length);
      this.tell(batch, index, answer);
      return 'in-time';
    }
    this.release(this.overdue.indexOf(sequence));
    this.overdue.shift();
    this.tellLate(batch, index, answer);
    return 'late';
  }

  /**
   * Ends in `no-answer` what was sent `timeoutMs` ago and more; time before `notBefore`, in which we did
   * not read, does not count. Returns how many.
   */
  expire(now: number, timeoutMs: number, notBefore: number): number {
    let expired = 0;
    while (this.oldest !== this.next) {
      const sequence = this.oldest;
      const cell = sequence & this.mask;
      const batch = this.inFlightAt(cell, sequence);
      if (batch !== null && now - Math.max(this.sentAt[cell] ?? now, notBefore) < timeoutMs) break;
      this.oldest = after(sequence);
      if (batch === null) continue;
      this.state[cell] = OVERDUE;
      this.inFlightCount--;
      this.overdue.push(sequence);
      expired++;
      this.tell(batch, this.indexes[cell] ?? 0, TIMEOUT);
    }
    return expired;
  }

  /** The connection is gone: what is in flight ends in `no-answer`, and no late answer can come. */
  closeAll(): number {
    let closed = 0;
    while (this.oldest !== this.next) {
      const sequence = this.oldest;
      const cell = sequence & this.mask;
      const batch = this.inFlightAt(cell, sequence);
      this.oldest = after(sequence);
      if (batch === null) continue;
      this.clear(cell);
      this.inFlightCount--;
      closed++;
      this.tell(batch, this.indexes[cell] ?? 0, CLOSED);
    }
    this.overdue = [];
    this.batches.fill(null);
    this.stragglers.clear();
    return closed;
  }

  /** Gives an outcome to the caller. Whatever the caller's function throws, the next one is told too. */
  tell(batch: SubmitBatch, index: number, outcome: SubmitOutcome): void {
    try {
      batch.settle(index, outcome);
    } catch (error) {
      this.onThrow(error);
    }
  }

  private tellLate(batch: SubmitBatch, index: number, answer: SubmitAnswer): void {
    try {
      batch.late?.(index, answer);
    } catch (error) {
      this.onThrow(error);
    }
  }

  private inFlightAt(cell: number, sequence: number): SubmitBatch | null {
    if (this.state[cell] !== IN_FLIGHT || this.sequences[cell] !== sequence) return null;
    return this.batches[cell] ?? null;
  }

  private clear(cell: number): void {
    this.state[cell] = FREE;
    this.batches[cell] = null;
  }

  /** Lets the `count` eldest overdue submits leave the window; their answers are still listened for. */
  private release(count: number): void {
    for (const sequence of this.overdue.splice(0, count)) {
      const cell = sequence & this.mask;
      const batch = this.batches[cell];
      if (!batch) continue;
      const index = this.indexes[cell] ?? 0;
      this.stragglers.set(sequence, { batch, index, sentAt: this.sentAt[cell] ?? 0 });
      this.clear(cell);
    }
    for (const eldest of this.stragglers.keys()) {
      if (this.stragglers.size <= this.size * STRAGGLER_WINDOWS) break;
      this.stragglers.delete(eldest);
    }
  }

  private answerStraggler(sequence: number, status: number, messageId: string, now: number): 'late' | null {
    const straggler = this.stragglers.get(sequence);
    if (straggler === undefined) return null;
    this.stragglers.delete(sequence);
    this.tellLate(straggler.batch, straggler.index, toAnswer(status, messageId, now - straggler.sentAt));
    return 'late';
  }

  private isStraggler(sequence: number): boolean {
    return this.stragglers.size > 0 && this.stragglers.has(sequence);
  }
}

/** How many windows of unanswered submits are remembered for a late answer: memory has a bound. */
const STRAGGLER_WINDOWS = 8;

const after = (sequence: number) => (sequence === MAX_SEQUENCE ? 1 : sequence + 1);

function toAnswer(status: number, messageId: string, latencyMs: number): SubmitAnswer {
  return status === STATUS.ESME_ROK
    ? { kind: 'accepted', messageId, latencyMs }
    : { kind: 'refused', status, latencyMs };
}
