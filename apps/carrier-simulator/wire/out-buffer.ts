import { HEADER } from './constants';
import { writeInt32 } from './bytes';

const SLAB = 64 * 1024;

/**
 * Collects PDUs until the end of the tick, so that one system call carries many. Slices handed out are never
 * written again (the socket may still hold them); the slab is used up from front to back and then replaced.
 */
export class OutBuffer {
  bytes: Buffer = Buffer.allocUnsafeSlow(SLAB);
  private start = 0;
  private end = 0;
  private readonly full: Buffer[] = [];

  get isEmpty(): boolean {
    return this.end === this.start && this.full.length === 0;
  }

  /** Makes sure that `size` octets in one piece may be written at the position that it returns. */
  reserve(size: number): number {
    if (this.bytes.length - this.end < size) {
      if (this.end > this.start) this.full.push(this.bytes.subarray(this.start, this.end));
      this.bytes = Buffer.allocUnsafeSlow(Math.max(SLAB, size));
      this.start = 0;
      this.end = 0;
    }
    const at = this.end;
    this.end += size;
    return at;
  }

  /** A PDU of `length` octets with its header written; returns where the body starts. */
  pdu(length: number, command: number, status: number, sequence: number): number {
    const at = this.reserve(length);
    writeInt32(this.bytes, at, length);
    writeInt32(this.bytes, at + 4, command);
    writeInt32(this.bytes, at + 8, status);
    writeInt32(this.bytes, at + 12, sequence);
    return at + HEADER;
  }

  append(bytes: Uint8Array): void {
    const at = this.reserve(bytes.length);
    this.bytes.set(bytes, at);
  }

  /** What was collected, in order; the buffer is empty afterwards. */
  take(): Buffer[] {
    if (this.end > this.start) this.full.push(this.bytes.subarray(this.start, this.end));
    this.start = this.end;
    return this.full.splice(0);
  }

  drop(): void {
    this.full.length = 0;
    this.start = this.end;
  }
}
