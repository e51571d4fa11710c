import type { Socket } from 'node:net';
import type { Exchange } from './exchange';
import type { FaultKind } from './faults';
import type { Link, LinkSession } from './link';
import { RECEIPT_STATES } from './outcomes';
import type { ReceiptChannel, ReceiptDesk } from './receipt-desk';
import { SentReceipts } from './sent-receipts';
import type { IntakeSession } from './submit-intake';
import { SubmitIntake } from './submit-intake';
import { garbagePdu, halfPdu, hugePdu } from './wire/broken-pdus';
import { afterText, readInt32 } from './wire/bytes';
import { COMMAND, HEADER, STATUS, TAG } from './wire/constants';
import type { FrameSink } from './wire/frame-reader';
import { FrameReader } from './wire/frame-reader';
import { OutBuffer } from './wire/out-buffer';

/** Octets that may wait in a socket before receipts pause, and before reading pauses. */
const RECEIPTS_PAUSE = 512 * 1024;
const READING_PAUSE = 4 * 1024 * 1024;
const BIND_TIMEOUT_MS = 30_000;
const ENQUIRE_AFTER_MS = 60_000;
const DEAD_AFTER_MS = 180_000;
const HALF_PDU_SECONDS = 10;
/** A peer that never closes its side does not keep the connection longer than this. */
const LINGER_MS = 2000;

type BindKind = 'transceiver' | 'transmitter' | 'receiver';
const BINDS: Readonly<Record<number, { as: BindKind; answer: number }>> = {
  [COMMAND.bindTransceiver]: { as: 'transceiver', answer: COMMAND.bindTransceiverResp },
  [COMMAND.bindTransmitter]: { as: 'transmitter', answer: COMMAND.bindTransmitterResp },
  [COMMAND.bindReceiver]: { as: 'receiver', answer: COMMAND.bindReceiverResp },
};

/** One TCP connection of the platform to a link. */
export class Session implements FrameSink, ReceiptChannel, LinkSession, IntakeSession {
  bound: BindKind | null = null;
  readonly linkIndex: number;
  readonly serial: number;
  private readonly frames = new FrameReader(this);
  private readonly out = new OutBuffer();
  private readonly intake: SubmitIntake;
  private readonly desk: ReceiptDesk;
  private readonly sent = new SentReceipts();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly startedAt = Date.now();
  private heardAt = this.startedAt;
  private enquired = false;
  /** One clock reading for a whole chunk. */
  private now = this.startedAt;
  private sends = false;
  private receives = false;
  private closed = false;
  private touched = false;
  /** Nothing is written any more: half a PDU is on the wire. */
  isStuck = false;

  constructor(
    private readonly socket: Socket,
    private readonly link: Link,
    private readonly exchange: Exchange,
  ) {
    this.linkIndex = link.index;
    this.serial = exchange.sessions.open(link.name, this.startedAt);
    this.desk = exchange.deskOf(link);
    this.intake = new SubmitIntake(this, link, exchange, this.out);
    link.sessions.add(this);
    socket.setNoDelay(true);
    socket.on('data', chunk => this.receive(chunk));
    socket.on('drain', () => this.drained());
    // The close that follows is what matters.
    socket.on('error', () => undefined);
    socket.on('close', () => this.close());
  }

  // FrameSink

  pdu(bytes: Buffer, at: number, end: number): boolean {
    const command = readInt32(bytes, at + 4);
    const sequence = readInt32(bytes, at + 12);
    if (command === COMMAND.submitSm) return this.submit(bytes, at + HEADER, end, sequence);
    if (command === COMMAND.deliverSmResp) this.acknowledge(sequence, readInt32(bytes, at + 8));
    else return this.other(command, bytes, at, end, sequence);
    return true;
  }

  badLength(bytes: Buffer, at: number): void {
    const sequence = bytes.length - at >= HEADER ? readInt32(bytes, at + 12) : 0;
    this.out.pdu(HEADER, COMMAND.genericNack, STATUS.badCommandLength, sequence);
    this.end();
  }

  // ReceiptChannel

  takesReceipt(): boolean {
    return (
      this.receives &&
      !this.isStuck &&
      this.sent.size < this.exchange.settings.receiptWindow &&
      this.socket.writableLength < RECEIPTS_PAUSE &&
      (this.link.faults.isClear || !this.link.faults.holdsReceipts(Date.now()))
    );
  }

  sendReceipt(slot: number, now: number): void {
    this.touch();
    this.desk.write(slot, this.out, this.sent.put(slot, now), now);
  }

  // LinkSession

  happen(kind: FaultKind, seconds: number | undefined): void {
    if (this.closed) return;
    if (kind === 'cut') {
      this.destroy();
      return;
    }
    const sequence = this.sent.nextSequence();
    this.exchange.sessions.end(this.serial, Date.now());
    if (kind === 'garbage') this.out.append(garbagePdu(sequence));
    else if (kind === 'huge-length') this.out.append(hugePdu(sequence));
    else this.stopHalfway(sequence, seconds ?? HALF_PDU_SECONDS);
    this.touch();
  }

  // IntakeSession

  later(ms: number, what: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      what();
      this.exchange.endTurn();
    }, ms);
    this.timers.add(timer);
  }

  touch(): void {
    if (this.touched) return;
    this.touched = true;
    this.exchange.touch(this);
  }

  /** Writes what this turn has collected: one system call for many PDUs. */
  finish(now: number): void {
    this.touched = false;
    if (this.closed) return;
    this.intake.settleTurn(now);
    this.write();
  }

  /** Every few seconds: the timers of a real SMSC, without a timer per session. */
  housekeep(now: number): void {
    if (!this.bound) {
      if (now - this.startedAt > BIND_TIMEOUT_MS) this.socket.destroy();
      return;
    }
    for (const slot of this.sent.takeBefore(now - this.exchange.settings.receiptTimeoutMs)) {
      this.desk.returned(slot, this.linkIndex);
    }
    if (now - this.heardAt > DEAD_AFTER_MS) this.socket.destroy();
    else if (now - this.heardAt > ENQUIRE_AFTER_MS && !this.enquired && !this.link.faults.isDeaf(now)) {
      this.enquired = true;
      this.out.pdu(HEADER, COMMAND.enquireLink, STATUS.ok, this.sent.nextSequence());
      this.touch();
    }
  }

  /** Forgets which receipts it sent, after a reset. */
  forgetReceipts(): void {
    this.sent.takeBefore(Number.POSITIVE_INFINITY);
    this.intake.forgetReceipts();
  }

  /** Breaks the connection; what this turn has collected is not sent. */
  destroy(): void {
    this.out.drop();
    this.closed = true;
    this.receives = false;
    this.socket.destroy();
  }

  private receive(chunk: Buffer): void {
    if (this.closed || this.isStuck) return;
    this.now = Date.now();
    this.heardAt = this.now;
    this.enquired = false;
    this.intake.beginTurn();
    this.touch();
    this.frames.push(chunk);
    this.intake.endTurn();
    this.exchange.endTurn();
  }

  private submit(bytes: Buffer, start: number, end: number, sequence: number): boolean {
    if (!this.sends) {
      this.out.pdu(HEADER, COMMAND.submitSmResp, STATUS.badBindState, sequence);
      return true;
    }
    const happening = this.intake.submit(bytes, start, end, sequence, this.now);
    if (happening.length === 0) return true;
    for (const kind of happening) {
      for (const session of [...this.link.sessions]) session.happen(kind, undefined);
    }
    return !this.closed && !this.isStuck;
  }

  private acknowledge(sequence: number, status: number): void {
    const slot = this.sent.take(sequence);
    if (slot < 0) return;
    if (status === STATUS.ok) this.exchange.times?.acknowledgement(this.now, this.sent.takenSentAt);
    this.desk.acknowledged(slot, status, this.linkIndex);
  }

  /** Everything but submit_sm and deliver_sm_resp. */
  private other(command: number, bytes: Buffer, at: number, end: number, sequence: number): boolean {
    if (command === COMMAND.genericNack) {
      this.acknowledge(sequence, readInt32(bytes, at + 8) || STATUS.badCommandId);
      return true;
    }
    // Any other response needs no answer; an enquire_link_resp has already moved `heardAt`.
    if (command < 0) return true;
    if (command === COMMAND.enquireLink) {
      if (!this.link.faults.isDeaf(this.now)) {
        this.out.pdu(HEADER, COMMAND.enquireLinkResp, STATUS.ok, sequence);
      }
      return true;
    }
    if (this.link.faults.isSilent(this.now)) return true;
    const bind = BINDS[command];
    if (bind) return this.bind(bind.as, bind.answer, bytes, at + HEADER, end, sequence);
    if (command === COMMAND.unbind) {
      this.out.pdu(HEADER, COMMAND.unbindResp, STATUS.ok, sequence);
      this.end();
      return false;
    }
    if (command === COMMAND.querySm && this.sends) this.query(bytes, at + HEADER, end, sequence);
    else this.out.pdu(HEADER, COMMAND.genericNack, STATUS.badCommandId, sequence);
    return true;
  }

  private bind(
    as: BindKind,
    answer: number,
    bytes: Buffer,
    start: number,
    end: number,
    sequence: number,
  ): boolean {
    const { exchange, link } = this;
    const status = this.bindStatus(bytes, start, end);
    exchange.boundOrNot(link, status === STATUS.ok);
    if (status !== STATUS.ok) {
      this.out.pdu(HEADER, answer, status, sequence);
      if (status === STATUS.alreadyBound) return true;
      this.end();
      return false;
    }
    this.bound = as;
    this.sends = as !== 'receiver';
    this.receives = as !== 'transmitter';
    const name = Buffer.from(`SIM-${link.name}\0`, 'latin1');
    const at = this.out.pdu(HEADER + name.length + 5, answer, STATUS.ok, sequence);
    this.out.bytes.set(name, at);
    this.out.bytes.set(
      [TAG.interfaceVersion >> 8, TAG.interfaceVersion & 0xff, 0, 1, 0x34],
      at + name.length,
    );
    if (this.receives) this.desk.join(this);
    return true;
  }

  private bindStatus(bytes: Buffer, start: number, end: number): number {
    const { systemId, password, sessionsPerLink } = this.exchange.settings;
    if (this.bound) return STATUS.alreadyBound;
    const passwordAt = afterText(bytes, start, end, 16);
    const typeAt = passwordAt < 0 ? -1 : afterText(bytes, passwordAt, end, 33);
    if (typeAt < 0) return STATUS.badCommandLength;
    if (this.link.faults.refusesBind(this.now)) return STATUS.bindFailed;
    if (this.link.boundSessions >= sessionsPerLink) return STATUS.bindFailed;
    if (bytes.toString('latin1', start, passwordAt - 1) !== systemId) return STATUS.bindFailed;
    if (bytes.toString('latin1', passwordAt, typeAt - 1) !== password) return STATUS.badPassword;
    return STATUS.ok;
  }

  /** query_sm: the state as the carrier knows it, whether or not a receipt was sent. */
  private query(bytes: Buffer, start: number, end: number, sequence: number): void {
    const after = afterText(bytes, start, end, 65);
    const text = after < 0 ? '' : bytes.toString('latin1', start, after - 1);
    const found = this.exchange.stateOf(this.link, text, this.now);
    if (!found) {
      this.out.pdu(HEADER, COMMAND.querySmResp, STATUS.queryFailed, sequence);
      return;
    }
    const date = found.finalAt === null ? '' : absoluteTime(found.finalAt);
    const body = Buffer.from(`${text}\0${date}\0`, 'latin1');
    const at = this.out.pdu(HEADER + body.length + 2, COMMAND.querySmResp, STATUS.ok, sequence);
    this.out.bytes.set(body, at);
    this.out.bytes[at + body.length] = RECEIPT_STATES[found.state];
    this.out.bytes[at + body.length + 1] = found.error & 0xff;
  }

  /** Writes half a PDU and falls silent; after a while the line breaks. */
  private stopHalfway(sequence: number, seconds: number): void {
    this.out.append(halfPdu(sequence));
    this.intake.settleTurn(this.now);
    this.write();
    this.isStuck = true;
    this.later(seconds * 1000, () => this.destroy());
  }

  private write(): void {
    if (this.isStuck) this.out.drop();
    if (this.out.isEmpty) return;
    const pieces = this.out.take();
    if (pieces.length > 1) this.socket.cork();
    for (const piece of pieces) this.socket.write(piece);
    if (pieces.length > 1) this.socket.uncork();
    if (this.socket.writableLength > READING_PAUSE) this.socket.pause();
  }

  private drained(): void {
    this.socket.resume();
    this.exchange.endTurn();
  }

  /** Closes after what is written has left. */
  private end(): void {
    this.intake.endTurn();
    this.intake.settleTurn(this.now);
    this.write();
    this.closed = true;
    this.receives = false;
    this.socket.end();
    this.timers.add(setTimeout(() => this.socket.destroy(), LINGER_MS));
  }

  private close(): void {
    this.exchange.sessions.end(this.serial, Date.now());
    this.closed = true;
    this.receives = false;
    this.bound = null;
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.frames.forget();
    this.link.sessions.delete(this);
    this.desk.leave(this);
    for (const slot of this.sent.takeBefore(Number.POSITIVE_INFINITY)) {
      this.desk.returned(slot, this.linkIndex);
    }
    this.intake.close(Date.now());
    this.exchange.endTurn();
  }
}

/** `yyMMddHHmmss0` of Taipei and its distance from UTC in quarters of an hour: SMPP's absolute time. */
const absoluteTime = (ms: number): string =>
  `${new Date(ms + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(2, 14)}032+`;
