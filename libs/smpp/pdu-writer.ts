import { DEFAULT_MAX_PDU_BYTES } from './command';
import type { FaultReason, FieldFault } from './fault';
import type { OctetField, StringField } from './field';
import { STATUS } from './status';

/** No PDU without TLVs is longer: submit_sm with every field at its maximum has 364 octets. */
const PLAIN_PDU_BYTES = 512;
const CHUNK_BYTES = 65_536;

/**
 * Writes PDUs one behind another into large buffers, to be handed to a socket together. What was
 * taken is never written again, so the socket may keep it. A PDU with a bad field leaves no trace.
 */
export class PduWriter {
  private chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  /** First octet of the chunk that nobody took, first octet of the PDU in work, next octet. */
  private from = 0;
  private start = 0;
  private at = 0;
  private full: Buffer[] = [];
  private fullBytes = 0;
  private fault: FieldFault | null = null;

  constructor(private readonly maxPduBytes = DEFAULT_MAX_PDU_BYTES) {}

  /** Octets of whole PDUs that wait to be taken. */
  get pending(): number {
    return this.fullBytes + this.start - this.from;
  }

  /** Everything written so far, in order; the writer forgets it. */
  take(): Buffer[] {
    const taken = this.full;
    if (this.start > this.from) taken.push(this.chunk.subarray(this.from, this.start));
    this.from = this.start;
    this.full = [];
    this.fullBytes = 0;
    return taken;
  }

  /** Begins a PDU. There is room for its plain fields; whoever writes TLVs asks for more. */
  begin(commandId: number, status: number, sequence: number): void {
    this.fault = null;
    this.at = this.start;
    this.room(PLAIN_PDU_BYTES);
    this.at += 4;
    this.uint(commandId, 4);
    this.uint(status, 4);
    this.uint(sequence, 4);
  }

  /** Ends the PDU: null when it stands, else why it was dropped. */
  finish(): FieldFault | null {
    const length = this.at - this.start;
    if (length > this.maxPduBytes) this.fail('too-long', 'command_length', STATUS.ESME_RINVCMDLEN);
    if (this.fault !== null) return this.fault;
    this.chunk.writeUInt32BE(length, this.start);
    this.start = this.at;
    return null;
  }

  fail(reason: FaultReason, field: string, status: number): void {
    this.fault ??= { reason, field, status };
  }

  octet(value: number, field: OctetField): void {
    if ((value & 0xff) !== value) this.fail('out-of-range', field.name, field.status);
    else this.chunk[this.at++] = value;
  }

  /** ASCII without NUL, at most `max − 1` characters, and its NUL. */
  string(value: string, field: StringField): void {
    const { chunk } = this;
    const { length } = value;
    if (length >= field.max) return this.fail('too-long', field.name, field.status);
    let { at } = this;
    for (let i = 0; i < length; i++) {
      const code = value.charCodeAt(i);
      if (code === 0 || code > 0x7f) return this.fail('not-ascii', field.name, field.status);
      chunk[at++] = code;
    }
    chunk[at++] = 0;
    this.at = at;
  }

  /** Octets that were judged already. */
  bytes(value: Uint8Array): void {
    this.chunk.set(value, this.at);
    this.at += value.length;
  }

  /** An integer that was judged already. */
  uint(value: number, width: 1 | 2 | 4): void {
    const { chunk } = this;
    if (width === 4) {
      chunk[this.at++] = value >>> 24;
      chunk[this.at++] = value >>> 16;
    }
    if (width >= 2) chunk[this.at++] = value >>> 8;
    chunk[this.at++] = value;
  }

  /** Makes sure that `bytes` more octets fit, if need be by carrying the PDU in work to a new chunk. */
  room(bytes: number): void {
    const { chunk, from, start, at } = this;
    if (chunk.length - at >= bytes) return;
    if (start > from) {
      this.full.push(chunk.subarray(from, start));
      this.fullBytes += start - from;
    }
    this.chunk = Buffer.allocUnsafeSlow(Math.max(CHUNK_BYTES, at - start + bytes));
    this.from = this.start = 0;
    this.at = chunk.copy(this.chunk, 0, start, at);
  }
}
