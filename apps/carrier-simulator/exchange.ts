import type { AcceptedSegment } from './accepted-segment';
import { blankSegment, nationalNumber } from './accepted-segment';
import type { FailureReason, LinkName } from './carriers';
import type { CarrierCode } from './carriers';
import { CARRIERS, LINK_NAMES, carrierIndexOf } from './carriers';
import { Counters, bump } from './counters';
import { EventTimes } from './event-times';
import { Handsets } from './handsets';
import { Journal } from './journal';
import { Link } from './link';
import { MessageIds } from './message-ids';
import type { Settings } from './options';
import type { Outcome, ReceiptState } from './outcomes';
import { DELIVERED, outcomeAt, outcomeOf } from './outcomes';
import { ReceiptDesk } from './receipt-desk';
import type { RingEntry } from './segment-ring';
import { SegmentRing } from './segment-ring';
import { SessionLog } from './session-log';
import { SeenSegments } from './seen-segments';
import { STATUS } from './wire/constants';
import { ContentHash, ContentSum } from './wire/content-hash';
import type { SubmitReader, Violation } from './wire/submit-reader';
import { VIOLATIONS } from './wire/submit-reader';

/** What the exchange needs of a session at the end of a turn. */
export interface TurnSession {
  finish(now: number): void;
}

const RING = 1 << 17;
/** Receipts that one carrier owes at most. */
const OWED_RECEIPTS = 2_000_000;
const RECEIPT_RETRY_MS = 1000;
const DUPLICATES_LISTED = 1000;
const ATTEMPTS_KEPT = 20_000;

/**
 * The three carriers behind the links: accepts segments, counts them, sees one that comes twice, owes receipts.
 * All of it runs in turns of the event loop; `endTurn` journals the turn, then lets its octets leave.
 */
export class Exchange {
  readonly links: readonly Link[];
  readonly counters = new Counters();
  readonly handsets: Handsets | null;
  /** Only in bare mode: what is measured is when things happened. */
  readonly times: EventTimes | null;
  readonly senders: readonly Buffer[];
  /** The segment that was accepted last; filled anew for each. */
  readonly segment: AcceptedSegment = blankSegment();
  readonly seen = new SeenSegments();
  readonly sessions = new SessionLog();
  readonly content = new ContentSum();
  private readonly ids: readonly MessageIds[];
  private readonly desks: readonly ReceiptDesk[];
  private readonly rings: readonly SegmentRing[];
  private readonly journal: Journal | null;
  private readonly hash = new ContentHash();
  /** How often a scripted refusal was given, and which carrier was asked first. */
  private readonly attempts = new Map<string, number>();
  private touched: TurnSession[] = [];
  private readonly listeners = new Set<() => void>();

  constructor(readonly settings: Settings) {
    this.links = LINK_NAMES.map((_, index) => new Link(index, settings.tps, settings.rttMs));
    this.senders = settings.senders.map(sender => Buffer.from(sender, 'latin1'));
    this.ids = CARRIERS.map(carrier => new MessageIds(carrier));
    this.rings = CARRIERS.map(() => new SegmentRing(RING));
    this.handsets = settings.bare
      ? null
      : new Handsets(settings.handsetMessages, (link, handle) => this.idsOf(link).answerText(handle));
    this.times = settings.bare ? new EventTimes() : null;
    this.desks = CARRIERS.map((_, carrier) => this.makeDesk(carrier));
    this.journal = settings.dataFolder ? new Journal(settings.dataFolder, link => this.idsOf(link)) : null;
    this.replay();
  }

  idsOf(link: number): MessageIds {
    return at(this.ids, carrierIndexOf(link));
  }

  deskOf(link: Link): ReceiptDesk {
    return at(this.desks, link.carrierIndex);
  }

  ringOf(link: Link): SegmentRing {
    return at(this.rings, link.carrierIndex);
  }

  /** Receipts owed by all carriers and not yet acknowledged. */
  get receiptsWaiting(): number {
    return this.desks.reduce((sum, desk) => sum + desk.waiting, 0);
  }

  outcomeOf(reader: SubmitReader): Outcome {
    return this.settings.scripted ? outcomeOf(reader.subscriber, reader.part) : DELIVERED;
  }

  /** The status with which a scripted number is refused this time; 0 = it is taken. */
  refusalOf(link: Link, reader: SubmitReader, outcome: Outcome): number {
    const status = outcome.status ?? STATUS.ok;
    if (outcome.answer === 'refused-elsewhere') {
      const key = `first|${reader.subscriber}`;
      const first = this.attempts.get(key) ?? link.carrierIndex;
      if (!this.attempts.has(key)) this.attempt(key, first);
      return first === link.carrierIndex ? status : STATUS.ok;
    }
    if (outcome.answer !== 'refused') return STATUS.ok;
    if (outcome.times === undefined) return status;
    const key = `${reader.subscriber}|${reader.part}`;
    const before = this.attempts.get(key) ?? 0;
    if (before >= outcome.times) {
      this.attempts.delete(key);
      return STATUS.ok;
    }
    this.attempt(key, before + 1);
    return status;
  }

  /**
   * Takes a segment that the reader has read: counts it and owes its receipt.
   * @param mute it will not be answered
   * @returns its slot at the receipt desk, or -1 when nothing is owed; the id is in `segment.handle`
   */
  accept(
    link: Link,
    reader: SubmitReader,
    bytes: Buffer,
    outcome: Outcome,
    now: number,
    mute: boolean,
  ): number {
    const { segment, hash, settings } = this;
    const carrier = link.carrierIndex;
    const [shortest, longest] = settings.receiptDelayMs;
    const delay = longest > shortest ? shortest + Math.floor(Math.random() * (longest - shortest)) : shortest;
    hash.of(reader.subscriber, bytes, reader.textAt, reader.textEnd);
    segment.contentHigh = hash.high;
    segment.contentLow = hash.low;
    hash.mix((reader.part << 8) | reader.total);
    hash.mix(reader.identity !== 0 ? reader.identity : reader.reference);
    segment.keyHigh = hash.high;
    segment.keyLow = hash.low;
    segment.link = link.index;
    segment.handle = at(this.ids, carrier).next(now);
    segment.subscriber = reader.subscriber;
    segment.international = reader.international;
    segment.registered = reader.registered;
    segment.outcome = outcome;
    segment.mute = mute;
    segment.part = reader.part;
    segment.total = reader.total;
    segment.userReference = reader.userReference;
    segment.acceptedAt = now;
    segment.finalAt = now + delay;
    if (!this.count(segment)) this.listDuplicate(segment);
    at(this.rings, carrier).add(segment, false);
    this.times?.segment(now);
    this.journal?.accepted(segment);
    this.handsets?.add(segment, `${reader.concatenation}:${reader.reference}`, textOf(reader, bytes));
    return this.owe(segment);
  }

  /** A submit was refused. */
  refused(link: Link, status: number): void {
    this.counters.refused(link.index, status);
    this.journal?.count('refused', link.index, status);
  }

  /** A submit was neither taken nor answered. */
  lose(link: Link): void {
    bump(this.counters.lost, link.index);
    this.journal?.count('lost', link.index);
  }

  violated(link: Link, violation: Violation): void {
    this.counters.violated(violation);
    this.journal?.count('violation', link.index, VIOLATIONS.indexOf(violation));
  }

  boundOrNot(link: Link, bound: boolean): void {
    bump(bound ? this.counters.binds : this.counters.bindsRefused, link.index);
  }

  /** What query_sm answers for an id as the peer writes it. */
  stateOf(
    link: Link,
    text: string,
    now: number,
  ): { state: ReceiptState; error: number; finalAt: number | null } | null {
    const handle = this.idsOf(link.index).find(text);
    const entry = handle < 0 ? null : this.ringOf(link).byHandle(handle);
    if (!entry) return null;
    if (entry.finalAt > now) return { state: 'ENROUTE', error: 0, finalAt: null };
    const outcome = outcomeAt(entry.outcome);
    return {
      state: outcome.state,
      error: errorOf(link.carrierIndex, outcome.reason),
      finalAt: entry.finalAt,
    };
  }

  /** Accepted segments of a number, oldest first, as far as the rings reach back. */
  segmentsOf(subscriber: number): RingEntry[] {
    return this.rings
      .flatMap(ring => ring.bySubscriber(subscriber))
      .sort((a, b) => a.acceptedAt - b.acceptedAt);
  }

  /** Accepted segments whose response never left. */
  unanswered(limit: number): RingEntry[] {
    return this.rings.flatMap(ring => ring.unanswered(limit)).slice(0, limit);
  }

  /** All that was accepted since the last reset, as far as the rings reach back, carrier by carrier. */
  get taken(): { isComplete: boolean; entries: RingEntry[] } {
    return {
      isComplete: this.rings.every(ring => ring.isComplete),
      entries: this.rings.flatMap(ring => [...ring.entries()]),
    };
  }

  /** Has the session write at the end of this turn. */
  touch(session: TurnSession): void {
    this.touched.push(session);
  }

  /** Journals what this turn has taken, then lets its responses and receipts leave. */
  endTurn(): void {
    const now = Date.now();
    for (const desk of this.desks) desk.pump(now);
    this.journal?.commit();
    const { touched } = this;
    if (touched.length > 0) {
      this.touched = [];
      for (const session of touched) session.finish(now);
    }
    if (this.listeners.size > 0) for (const listener of [...this.listeners]) listener();
  }

  /** Calls back at the end of each turn; answers how to stop it. */
  /**
   * Who serves a number, as a provider's query service knows it: another than the carrier that said "not ours". Null where
   * none has said so: then the prefix is right.
   * @param subscriber the eight digits after `09`
   */
  servingCarrier(subscriber: number): CarrierCode | null {
    const first = this.attempts.get(`first|${subscriber}`);
    return first === undefined ? null : at(CARRIERS, (first + 1) % CARRIERS.length).code;
  }

  onTurn(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Starts counting anew. Owed receipts stay owed unless `receipts` is set. */
  reset(receipts: boolean): void {
    this.counters.clear();
    this.seen.clear();
    this.content.clear();
    this.attempts.clear();
    this.handsets?.clear();
    this.times?.clear();
    for (const ring of this.rings) ring.clear();
    this.journal?.restart();
    if (receipts) {
      for (const desk of this.desks) desk.clear();
      for (const link of this.links) for (const session of link.sessions) session.forgetReceipts();
    }
    this.endTurn();
  }

  close(): void {
    for (const desk of this.desks) desk.stop();
    this.journal?.close();
  }

  get journalErrors(): number {
    return this.journal?.errors ?? 0;
  }

  /** Adds a segment to the totals; false when it was accepted before. */
  private count(segment: AcceptedSegment): boolean {
    bump(this.counters.accepted, segment.link);
    bump(this.counters.outcomes, segment.outcome.index);
    this.content.addLanes(segment.contentHigh, segment.contentLow);
    return this.seen.add(segment.keyHigh, segment.keyLow);
  }

  private listDuplicate(segment: AcceptedSegment): void {
    const { counters } = this;
    counters.duplicateCount++;
    if (counters.duplicates.length >= DUPLICATES_LISTED) return;
    const firsts = this.rings.map(ring => ring.firstByKey(segment.keyLow, segment.subscriber));
    const first = firsts.find(entry => entry !== null) ?? null;
    counters.duplicates.push({
      number: nationalNumber(segment.subscriber),
      link: linkName(segment.link),
      messageId: this.idsOf(segment.link).answerText(segment.handle),
      part: segment.part,
      total: segment.total,
      userMessageReference: segment.userReference < 0 ? null : segment.userReference,
      at: new Date(segment.acceptedAt).toISOString(),
      first: first && {
        link: linkName(first.link),
        messageId: this.idsOf(first.link).answerText(first.handle),
        at: new Date(first.acceptedAt).toISOString(),
      },
    });
  }

  /** The slot at the receipt desk, when there is a receipt to send or a handset that waits for its state. */
  private owe(segment: AcceptedSegment): number {
    const { outcome } = segment;
    const owed = segment.registered && outcome.receipt !== 'never';
    if (!owed && !this.handsets) return -1;
    let due = segment.finalAt;
    if (outcome.receipt === 'late') due = segment.acceptedAt + this.settings.lateReceiptMs;
    else if (outcome.answer === 'after-receipt') due = segment.acceptedAt;
    return at(this.desks, carrierIndexOf(segment.link)).reserve(segment, owed, due);
  }

  private attempt(key: string, value: number): void {
    if (this.attempts.size >= ATTEMPTS_KEPT) this.attempts.clear();
    this.attempts.set(key, value);
  }

  private makeDesk(carrier: number): ReceiptDesk {
    const { counters, settings } = this;
    return new ReceiptDesk(
      at(CARRIERS, carrier),
      at(this.ids, carrier),
      { retries: settings.receiptRetries, retryMs: RECEIPT_RETRY_MS, capacity: OWED_RECEIPTS },
      {
        settled: (handle, outcome) => this.handsets?.settle(carrier * 2, handle, outcome),
        sent: link => {
          bump(counters.receiptsSent, link);
          this.journal?.count('sent', link);
        },
        acknowledged: link => {
          bump(counters.receiptsAcknowledged, link);
          this.journal?.count('acknowledged', link);
        },
        abandoned: link => {
          bump(counters.receiptsAbandoned, link);
          this.journal?.count('abandoned', link);
        },
        closed: (link, handle) => this.journal?.closed(link, handle),
        flush: () => this.endTurn(),
      },
    );
  }

  /** Rebuilds totals from the journal and takes up the receipts that are still owed. */
  private replay(): void {
    if (!this.journal) return;
    const { counters } = this;
    const owed = this.desks.map(() => new Map<number, AcceptedSegment>());
    const columns = {
      lost: counters.lost,
      sent: counters.receiptsSent,
      acknowledged: counters.receiptsAcknowledged,
      abandoned: counters.receiptsAbandoned,
    };
    this.journal.replay({
      accepted: segment => {
        if (!this.count(segment)) this.listDuplicate(segment);
        at(this.rings, carrierIndexOf(segment.link)).add(segment, true);
        if (segment.registered && segment.outcome.receipt !== 'never') {
          owed[carrierIndexOf(segment.link)]?.set(segment.handle, { ...segment });
        }
      },
      closed: (link, handle) => owed[carrierIndexOf(link)]?.delete(handle),
      counted: (kind, link, code, count) => {
        const violation = VIOLATIONS[code];
        if (kind === 'refused') counters.refused(link, code, count);
        else if (kind !== 'violation') bump(columns[kind], link, count);
        else if (violation) counters.violated(violation, count);
      },
    });
    const now = Date.now();
    owed.forEach((segments, carrier) => {
      for (const segment of segments.values()) {
        at(this.desks, carrier).schedule(this.owe(segment), now);
      }
    });
  }
}

/** An element that is there by construction. */
const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index];
  if (found === undefined) throw new RangeError(`no element ${index}`);
  return found;
};

const linkName = (index: number): LinkName => at(LINK_NAMES, index);

const errorOf = (carrier: number, reason: FailureReason): number => at(CARRIERS, carrier).errors[reason];

/** UTF-16BE from the wire; a copy, because swapping works in place. */
const textOf = (reader: SubmitReader, bytes: Buffer): string =>
  Buffer.from(bytes.subarray(reader.textAt, reader.textEnd)).swap16().toString('utf16le');
