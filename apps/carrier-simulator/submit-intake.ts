import type { Exchange } from './exchange';
import type { FaultKind } from './faults';
import type { Link } from './link';
import type { MessageIds } from './message-ids';
import type { Outcome } from './outcomes';
import { DELIVERED } from './outcomes';
import type { ReceiptDesk } from './receipt-desk';
import type { SegmentRing } from './segment-ring';
import { COMMAND, HEADER, STATUS } from './wire/constants';
import { OutBuffer } from './wire/out-buffer';
import { SubmitReader } from './wire/submit-reader';

/** A response that waits for its receipt to be acknowledged (…9009) waits no longer than this. */
const RECEIPT_FIRST_MS = 500;

/** The side of a session that takes submits asks this of it. */
export interface IntakeSession {
  /** Nothing is written any more. */
  readonly isStuck: boolean;
  /** Its number in the SessionLog. */
  readonly serial: number;
  /** Runs something later, unless the session has closed by then, and ends the turn after it. */
  later(ms: number, what: () => void): void;
  /** Sees to it that what was written leaves at the end of the turn. */
  touch(): void;
}

/** Responses of one turn that the response time holds back, and the receipts that start with them. */
interface HeldTurn {
  bytes: Buffer[];
  slots: readonly number[];
  from: number;
  to: number;
}

/** Judges the submits of one session: takes, refuses or ignores each, and answers it now or later. */
export class SubmitIntake {
  private readonly reader: SubmitReader;
  private readonly ids: MessageIds;
  private readonly desk: ReceiptDesk;
  private readonly ring: SegmentRing;
  private held: OutBuffer | null = null;
  private heldSlots: number[] = [];
  private readonly heldTurns = new Set<HeldTurn>();
  /** Segments of this turn: positions in the carrier's ring. */
  private turnFrom = 0;
  private turnTo = 0;

  constructor(
    private readonly session: IntakeSession,
    private readonly link: Link,
    private readonly exchange: Exchange,
    private readonly out: OutBuffer,
  ) {
    this.reader = new SubmitReader(exchange.senders);
    this.ids = exchange.idsOf(link.index);
    this.desk = exchange.deskOf(link);
    this.ring = exchange.ringOf(link);
  }

  beginTurn(): void {
    this.exchange.segment.session = this.session.serial;
    this.turnFrom = this.ring.count;
    this.turnTo = this.turnFrom;
  }

  /**
   * One submit_sm, its body between `start` and `end`.
   * @returns faults of the link that happen after this submit
   */
  submit(bytes: Buffer, start: number, end: number, sequence: number, now: number): readonly FaultKind[] {
    const { faults } = this.link;
    if (faults.isClear) {
      this.take(bytes, start, end, sequence, now, false);
      return NOTHING;
    }
    const verdict = faults.onSubmit(now);
    if (verdict === null) this.take(bytes, start, end, sequence, now, false);
    else if ('refuse' in verdict) this.refuse(sequence, verdict.refuse, now);
    else if (verdict.accept) this.take(bytes, start, end, sequence, now, true);
    else this.exchange.lose(this.link);
    return faults.afterSubmit(now);
  }

  endTurn(): void {
    this.turnTo = this.ring.count;
  }

  /** Just before the turn's octets are written: what is not held back counts as answered. */
  settleTurn(now: number): void {
    if (this.held && !this.held.isEmpty) this.holdBack(this.held.take(), now);
    else if (this.turnTo > this.turnFrom && !this.session.isStuck)
      this.ring.markAnswered(this.turnFrom, this.turnTo, now);
    this.turnFrom = this.turnTo;
  }

  /** The connection is gone: nothing more is answered, but what was taken still comes to its receipt. */
  close(now: number): void {
    for (const slot of this.heldSlots) this.desk.schedule(slot, now);
    for (const turn of this.heldTurns) for (const slot of turn.slots) this.desk.schedule(slot, now);
    this.heldSlots = [];
    this.heldTurns.clear();
    this.held = null;
  }

  /** After a reset: the slots are no longer what they were. */
  forgetReceipts(): void {
    this.heldSlots = [];
    for (const turn of this.heldTurns) turn.slots = [];
  }

  private take(
    bytes: Buffer,
    start: number,
    end: number,
    sequence: number,
    now: number,
    silent: boolean,
  ): void {
    const { exchange, link, reader } = this;
    const status = reader.read(bytes, start, end);
    if (reader.violation !== null) exchange.violated(link, reader.violation);
    if (status !== STATUS.ok) this.refuse(sequence, status, now);
    else if (!link.bucket.take(now)) this.refuse(sequence, STATUS.throttled, now);
    else if (this.desk.isFull) this.refuse(sequence, STATUS.queueFull, now);
    else {
      const outcome = exchange.outcomeOf(reader);
      if (silent || (outcome !== DELIVERED && outcome.answer !== 'taken')) {
        this.takeScripted(bytes, sequence, now, silent, outcome);
        return;
      }
      const time = link.responseTime(now);
      const slot = exchange.accept(link, reader, bytes, outcome, now, false);
      this.confirm(time === 0 ? this.out : (this.held ??= new OutBuffer()), sequence);
      if (slot < 0) return;
      if (time === 0) this.desk.schedule(slot, now);
      else this.heldSlots.push(slot);
    }
  }

  private takeScripted(
    bytes: Buffer,
    sequence: number,
    now: number,
    silent: boolean,
    outcome: Outcome,
  ): void {
    const { exchange, link, reader } = this;
    if (outcome.answer === 'lost') {
      exchange.lose(link);
      return;
    }
    const refusal = exchange.refusalOf(link, reader, outcome);
    if (refusal !== STATUS.ok) {
      if (silent) exchange.lose(link);
      else this.refuse(sequence, refusal, now);
      return;
    }
    const mute = silent || outcome.answer === 'mute' || outcome.answer === 'after-receipt';
    const slot = exchange.accept(link, reader, bytes, outcome, now, mute);
    if (!silent && outcome.answer === 'after-receipt') this.confirmAfterReceipt(slot, sequence);
    else if (!mute) this.confirm(this.out, sequence);
    if (slot >= 0) this.desk.schedule(slot, now);
  }

  /** A submit_sm_resp with the id of the segment that was accepted last. */
  private confirm(out: OutBuffer, sequence: number): void {
    const length = this.ids.answerLength;
    const at = out.pdu(HEADER + length + 1, COMMAND.submitSmResp, STATUS.ok, sequence);
    this.ids.writeAnswer(out.bytes, at, this.exchange.segment.handle);
    out.bytes[at + length] = 0;
  }

  private confirmAfterReceipt(slot: number, sequence: number): void {
    const position = this.ring.count - 1;
    const answer = new OutBuffer();
    this.confirm(answer, sequence);
    const bytes = answer.take();
    const release = (): void => {
      if (bytes.length === 0) return;
      if (!this.session.isStuck) this.ring.markOne(position, Date.now());
      for (const piece of bytes.splice(0)) this.out.append(piece);
      this.session.touch();
    };
    if (slot >= 0) this.desk.whenAcknowledged(slot, release);
    this.session.later(RECEIPT_FIRST_MS, release);
  }

  private refuse(sequence: number, status: number, now: number): void {
    this.exchange.refused(this.link, status);
    const out = this.link.responseTime(now) === 0 ? this.out : (this.held ??= new OutBuffer());
    out.pdu(HEADER, COMMAND.submitSmResp, status, sequence);
  }

  private holdBack(bytes: Buffer[], now: number): void {
    const turn: HeldTurn = { bytes, slots: this.heldSlots, from: this.turnFrom, to: this.turnTo };
    this.heldSlots = [];
    this.heldTurns.add(turn);
    this.session.later(this.link.responseTime(now), () => {
      this.heldTurns.delete(turn);
      const time = Date.now();
      if (!this.session.isStuck) this.ring.markAnswered(turn.from, turn.to, time);
      for (const piece of turn.bytes) this.out.append(piece);
      for (const slot of turn.slots) this.desk.schedule(slot, time);
      this.session.touch();
    });
  }
}

const NOTHING: readonly FaultKind[] = [];
