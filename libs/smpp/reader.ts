import { DEFAULT_MAX_PDU_BYTES, HEADER_BYTES } from './command';
import { badLength } from './decode';
import type { Malformed } from './fault';

const EMPTY = Buffer.alloc(0);

/**
 * Cuts a stream into PDUs. A PDU that lies whole in what was read is not copied; one that does not is
 * gathered in a buffer of exactly its length, so that no more than `maxPduBytes` is ever held. A
 * length outside the bounds is a fault as soon as its four octets are there, and the reader is dead.
 */
export class PduReader {
  /** After `next()` said true: one PDU is `bytes[start, end)`. */
  bytes: Buffer = EMPTY;
  start = 0;
  end = 0;
  /** Why `next()` will not say true again. */
  fault: Malformed | null = null;

  private chunk: Buffer = EMPTY;
  private at = 0;
  /** The PDU that began in an earlier chunk, and how much of it is there. */
  private partial: Buffer | null = null;
  private filled = 0;
  private readonly head = Buffer.alloc(4);
  private headFilled = 0;

  constructor(private readonly maxPduBytes = DEFAULT_MAX_PDU_BYTES) {}

  /** True in the middle of a PDU: more must come, or the peer has stopped speaking. */
  get isWaiting(): boolean {
    return this.partial !== null || this.headFilled > 0;
  }

  /** Octets that it keeps: never more than one PDU and what was pushed last. */
  get held(): number {
    return this.chunk.length - this.at + (this.partial?.length ?? 0) + this.headFilled;
  }

  /** What the stream gave. A reader that was not emptied first (reading was paused) keeps its rest. */
  push(chunk: Buffer): void {
    const rest = this.chunk.length - this.at;
    this.chunk = rest === 0 ? chunk : Buffer.concat([this.chunk.subarray(this.at), chunk]);
    this.at = 0;
  }

  /** Moves to the next whole PDU; false where more must be read first, or after a fault. */
  next(): boolean {
    if (this.fault !== null) return false;
    if (this.partial !== null) return this.fillPartial(this.partial);
    if (this.headFilled > 0) return this.fillHead();
    const { chunk, at } = this;
    const left = chunk.length - at;
    if (left < 4) {
      this.headFilled = chunk.copy(this.head, 0, at);
      return this.forget();
    }
    const length = chunk.readUInt32BE(at);
    if (!this.isAllowed(length)) return false;
    if (length > left) {
      this.partial = Buffer.allocUnsafe(length);
      this.filled = chunk.copy(this.partial, 0, at);
      return this.forget();
    }
    this.at = at + length;
    return this.give(chunk, at, this.at);
  }

  private fillHead(): boolean {
    const copied = this.chunk.copy(this.head, this.headFilled, this.at);
    this.headFilled += copied;
    this.at += copied;
    if (this.headFilled < 4) return this.forget();
    const length = this.head.readUInt32BE(0);
    if (!this.isAllowed(length)) return false;
    const partial = Buffer.allocUnsafe(length);
    this.partial = partial;
    this.filled = this.head.copy(partial);
    this.headFilled = 0;
    return this.fillPartial(partial);
  }

  private fillPartial(partial: Buffer): boolean {
    const copied = this.chunk.copy(partial, this.filled, this.at);
    this.filled += copied;
    this.at += copied;
    if (this.filled < partial.length) return this.forget();
    this.partial = null;
    return this.give(partial, 0, partial.length);
  }

  private isAllowed(length: number): boolean {
    if (length >= HEADER_BYTES && length <= this.maxPduBytes) return true;
    this.fault = badLength();
    return this.forget();
  }

  private give(bytes: Buffer, start: number, end: number): true {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    return true;
  }

  /** All of the chunk was taken: an idle session must not keep it. */
  private forget(): false {
    this.chunk = EMPTY;
    this.bytes = EMPTY;
    this.at = 0;
    return false;
  }
}
