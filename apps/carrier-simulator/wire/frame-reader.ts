import { readInt32 } from './bytes';
import { HEADER, LONGEST_PDU } from './constants';

/** What a connection does with what arrives. `pdu` answers false to stop reading (the connection is closed). */
export interface FrameSink {
  pdu(bytes: Buffer, at: number, end: number): boolean;
  /** The length field is impossible: framing is lost for good. */
  badLength(bytes: Buffer, at: number): void;
}

const NOTHING = Buffer.alloc(0);

/**
 * Cuts a byte stream into PDUs without copying them; only what is left over at the end of a chunk is kept.
 * Left-overs are joined when a whole PDU is there, not on each chunk, so a peer that writes single octets
 * costs no quadratic copying; they never exceed one longest PDU and one chunk.
 */
export class FrameReader {
  private readonly rest: Buffer[] = [];
  private restLength = 0;
  /** Octets needed before it is worth looking again. */
  private needed = 4;

  constructor(private readonly sink: FrameSink) {}

  push(chunk: Buffer): void {
    let bytes = chunk;
    if (this.restLength > 0) {
      this.rest.push(chunk);
      this.restLength += chunk.length;
      if (this.restLength < this.needed) return;
      bytes = Buffer.concat(this.rest, this.restLength);
      this.forget();
    }
    this.cut(bytes);
  }

  /** Drops what is left over, at the end of a connection. */
  forget(): void {
    this.rest.length = 0;
    this.restLength = 0;
    this.needed = 4;
  }

  private cut(bytes: Buffer): void {
    const size = bytes.length;
    let at = 0;
    let needed = 4;
    while (size - at >= 4) {
      const length = readInt32(bytes, at);
      if (length < HEADER || length > LONGEST_PDU) {
        this.sink.badLength(bytes, at);
        return;
      }
      if (size - at < length) {
        needed = length;
        break;
      }
      if (!this.sink.pdu(bytes, at, at + length)) return;
      at += length;
    }
    const left = at === 0 ? bytes : at < size ? bytes.subarray(at) : NOTHING;
    if (left.length === 0) return;
    this.rest.push(left);
    this.restLength = left.length;
    this.needed = needed;
  }
}
