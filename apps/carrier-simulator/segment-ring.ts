import type { AcceptedSegment } from './accepted-segment';

/** One accepted segment as the ring keeps it. */
export interface RingEntry {
  handle: number;
  subscriber: number;
  link: number;
  outcome: number;
  part: number;
  total: number;
  /** user_message_reference or -1. */
  reference: number;
  acceptedAt: number;
  /** When its fate is known to the carrier (query_sm); the receipt may leave later. */
  finalAt: number;
  /** Whether the submit_sm_resp was handed to the socket; null for segments of an earlier process. */
  answered: boolean | null;
  /** When it was; 0 = never, or by an earlier process. */
  answeredAt: number;
  /** The connection on which it came, see SessionLog. */
  session: number;
}

const ANSWERED = 1;
const RESTORED = 2;
const MUTE = 4;

/**
 * The last accepted segments of one carrier, for query_sm and for tests that ask what became of a number.
 * Handles grow by one, so a look-up is a subtraction from the newest, or a binary search after a restart.
 */
export class SegmentRing {
  private readonly handles: Int32Array;
  private readonly subscribers: Int32Array;
  private readonly keys: Int32Array;
  private readonly references: Int32Array;
  private readonly links: Uint8Array;
  private readonly outcomes: Uint8Array;
  private readonly parts: Uint8Array;
  private readonly totals: Uint8Array;
  private readonly flags: Uint8Array;
  private readonly accepted: Float64Array;
  private readonly final: Float64Array;
  private readonly answeredAt: Float64Array;
  private readonly sessions: Int32Array;
  private readonly mask: number;
  /** Segments ever added; the position of one is its count. */
  count = 0;

  /** @param capacity a power of two */
  constructor(private readonly capacity: number) {
    this.mask = capacity - 1;
    this.handles = new Int32Array(capacity);
    this.subscribers = new Int32Array(capacity);
    this.keys = new Int32Array(capacity);
    this.references = new Int32Array(capacity);
    this.links = new Uint8Array(capacity);
    this.outcomes = new Uint8Array(capacity);
    this.parts = new Uint8Array(capacity);
    this.totals = new Uint8Array(capacity);
    this.flags = new Uint8Array(capacity);
    this.accepted = new Float64Array(capacity);
    this.final = new Float64Array(capacity);
    this.answeredAt = new Float64Array(capacity);
    this.sessions = new Int32Array(capacity);
  }

  /** @param restored it was accepted by an earlier process */
  add(segment: AcceptedSegment, restored: boolean): void {
    const i = this.count++ & this.mask;
    this.handles[i] = segment.handle;
    this.subscribers[i] = segment.subscriber;
    this.keys[i] = segment.keyLow;
    this.references[i] = segment.userReference;
    this.links[i] = segment.link;
    this.outcomes[i] = segment.outcome.index;
    this.parts[i] = segment.part;
    this.totals[i] = segment.total;
    this.flags[i] = restored ? RESTORED : segment.mute ? MUTE : 0;
    this.accepted[i] = segment.acceptedAt;
    this.final[i] = segment.finalAt;
    this.answeredAt[i] = 0;
    this.sessions[i] = restored ? 0 : segment.session;
  }

  /** Marks the segments from position `from` (inclusive) to `to` as answered, but for the mute ones. */
  markAnswered(from: number, to: number, now: number): void {
    for (let position = Math.max(from, this.oldest); position < to; position++) {
      const i = position & this.mask;
      if (this.flags[i] !== 0) continue;
      this.flags[i] = ANSWERED;
      this.answeredAt[i] = now;
    }
  }

  /** Marks one mute segment that was answered after all. */
  markOne(position: number, now: number): void {
    if (position < this.oldest) return;
    this.flags[position & this.mask] = ANSWERED;
    this.answeredAt[position & this.mask] = now;
  }

  /** Whether nothing that was added since the last reset has been pushed out. */
  get isComplete(): boolean {
    return this.count <= this.capacity;
  }

  /** All that it holds, oldest first. */
  *entries(): Generator<RingEntry> {
    for (let position = this.oldest; position < this.count; position++) yield this.entry(position);
  }

  /** Handles only grow, so the ring is sorted. */
  byHandle(handle: number): RingEntry | null {
    let low = this.oldest;
    let high = this.count - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = this.handles[middle & this.mask] ?? 0;
      if (found === handle) return this.entry(middle);
      if (found < handle) low = middle + 1;
      else high = middle - 1;
    }
    return null;
  }

  bySubscriber(subscriber: number): RingEntry[] {
    const found: RingEntry[] = [];
    for (let position = this.oldest; position < this.count; position++) {
      if (this.subscribers[position & this.mask] === subscriber) found.push(this.entry(position));
    }
    return found;
  }

  /** Accepted segments whose response never left. */
  unanswered(limit: number): RingEntry[] {
    const found: RingEntry[] = [];
    for (let position = this.oldest; position < this.count && found.length < limit; position++) {
      if (((this.flags[position & this.mask] ?? 0) & (ANSWERED | RESTORED)) === 0)
        found.push(this.entry(position));
    }
    return found;
  }

  /** The oldest entry with this key and number, to tell of a duplicate when it was first seen. */
  firstByKey(key: number, subscriber: number): RingEntry | null {
    for (let position = this.oldest; position < this.count; position++) {
      const i = position & this.mask;
      if (this.keys[i] === key && this.subscribers[i] === subscriber) return this.entry(position);
    }
    return null;
  }

  clear(): void {
    this.count = 0;
  }

  private get oldest(): number {
    return Math.max(0, this.count - this.capacity);
  }

  private entry(position: number): RingEntry {
    const i = position & this.mask;
    const flags = this.flags[i] ?? 0;
    return {
      handle: this.handles[i] ?? 0,
      subscriber: this.subscribers[i] ?? 0,
      link: this.links[i] ?? 0,
      outcome: this.outcomes[i] ?? 0,
      part: this.parts[i] ?? 0,
      total: this.totals[i] ?? 0,
      reference: this.references[i] ?? -1,
      acceptedAt: this.accepted[i] ?? 0,
      finalAt: this.final[i] ?? 0,
      answered: flags & RESTORED ? null : (flags & ANSWERED) !== 0,
      answeredAt: this.answeredAt[i] ?? 0,
      session: this.sessions[i] ?? 0,
    };
  }
}
