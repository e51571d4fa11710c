import { afterText, readInt32, readUint16 } from './bytes';
import { STATUS, TAG, VENDOR_TAGS } from './constants';

/** What a segment of 111 must not do. Some are refused, some only counted; see {@link SubmitReader.read}. */
export const VIOLATIONS = [
  'malformed',
  'source',
  'destination',
  'data-coding',
  'validity',
  'udh',
  'length',
  'odd-length',
  'two-bodies',
  'two-concatenations',
  'parts',
  'split-surrogate',
] as const;
export type Violation = (typeof VIOLATIONS)[number];

/** How the parts of a long message are held together. */
export const CONCATENATION = { none: 0, udh8: 1, udh16: 2, sar: 3, payload: 4 } as const;

/** Longest short_message that fits the radio interface: 140 octets. */
const LONGEST_TEXT = 140;

/**
 * Reads the body of one submit_sm where it lies, into its own fields: one reader serves a connection and
 * nothing is allocated for a message. The fields are good until the next `read`.
 */
export class SubmitReader {
  violation: Violation | null = null;
  /** The eight digits after `09`. */
  subscriber = 0;
  /** The destination was written `8869…`, not `09…`. */
  international = false;
  registered = false;
  dataCoding = 0;
  concatenation: number = CONCATENATION.none;
  reference = 0;
  part = 1;
  total = 1;
  /** user_message_reference, or -1. */
  userReference = -1;
  /** Everything by which the sender told this message from others, as one number; 0 = nothing. */
  identity = 0;
  /** The text without UDH lies in the read buffer from here to `textEnd`. */
  textAt = 0;
  textEnd = 0;

  private esmClass = 0;
  private payloadAt = -1;
  private payloadEnd = -1;
  private sarReference = -1;
  private sarTotal = -1;
  private sarPart = -1;

  /** @param senders allowed source addresses, in ASCII */
  constructor(private readonly senders: readonly Buffer[]) {}

  /**
   * Reads the body between `start` and `end`.
   * @returns the status to refuse with, 0 when the segment may be taken. `violation` says what was wrong; a
   *   split surrogate pair is counted but taken, as a carrier would.
   */
  read(bytes: Buffer, start: number, end: number): number {
    this.clear();
    let at = afterText(bytes, start, end, 6);
    if (at < 0 || end - at < 3) return this.wrong('malformed', STATUS.badCommandLength);
    const sourceAt = at + 2;
    at = afterText(bytes, sourceAt, end, 21);
    if (at < 0 || end - at < 3) return this.wrong('malformed', STATUS.badCommandLength);
    const sourceEnd = at - 1;
    const destinationAt = at + 2;
    at = afterText(bytes, destinationAt, end, 21);
    if (at < 0 || end - at < 4) return this.wrong('malformed', STATUS.badCommandLength);
    const destinationEnd = at - 1;
    this.esmClass = bytes[at] ?? 0;
    at = afterText(bytes, at + 3, end, 17);
    if (at < 0) return this.wrong('malformed', STATUS.badCommandLength);
    const validityAt = at;
    at = afterText(bytes, validityAt, end, 17);
    if (at < 0 || end - at < 5) return this.wrong('malformed', STATUS.badCommandLength);
    const validityLength = at - 1 - validityAt;
    this.registered = ((bytes[at] ?? 0) & 0x03) !== 0;
    this.dataCoding = bytes[at + 2] ?? 0;
    const length = bytes[at + 4] ?? 0;
    this.textAt = at + 5;
    this.textEnd = this.textAt + length;
    if (this.textEnd > end) return this.wrong('malformed', STATUS.badCommandLength);
    if (!this.options(bytes, this.textEnd, end)) return this.wrong('malformed', STATUS.badCommandLength);

    if (!this.sentBy(bytes, sourceAt, sourceEnd)) return this.wrong('source', STATUS.badSource);
    if (!this.destination(bytes, destinationAt, destinationEnd)) {
      return this.wrong('destination', STATUS.badDestination);
    }
    if (validityLength !== 0 && validityLength !== 16) return this.wrong('validity', STATUS.badValidity);
    if (this.dataCoding !== 8) return this.wrong('data-coding', STATUS.submitFailed);
    return this.body(bytes, length);
  }

  private clear(): void {
    this.violation = null;
    this.concatenation = CONCATENATION.none;
    this.reference = 0;
    this.part = 1;
    this.total = 1;
    this.userReference = -1;
    this.identity = 0;
    this.payloadAt = -1;
    this.sarReference = -1;
    this.sarTotal = -1;
    this.sarPart = -1;
  }

  private wrong(violation: Violation, status: number): number {
    this.violation = violation;
    return status;
  }

  private sentBy(bytes: Buffer, from: number, to: number): boolean {
    for (const sender of this.senders) {
      if (sender.length !== to - from) continue;
      let i = 0;
      while (i < sender.length && sender[i] === bytes[from + i]) i++;
      if (i === sender.length) return true;
    }
    return false;
  }

  /** `8869` or `+8869` and eight digits, or `09` and eight digits. */
  private destination(bytes: Buffer, from: number, to: number): boolean {
    const start = bytes[from] === 0x2b ? from + 1 : from;
    const length = to - start;
    this.international = length === 12;
    if (length === 12) {
      if (readInt32(bytes, start) !== 0x38383639) return false;
    } else if (length !== 10 || start !== from || readUint16(bytes, start) !== 0x3039) return false;
    let subscriber = 0;
    for (let i = to - 8; i < to; i++) {
      const digit = (bytes[i] ?? 0) - 0x30;
      if (digit < 0 || digit > 9) return false;
      subscriber = subscriber * 10 + digit;
    }
    this.subscriber = subscriber;
    return true;
  }

  /** TLVs; false when one does not fit. */
  private options(bytes: Buffer, start: number, end: number): boolean {
    let at = start;
    while (at < end) {
      if (end - at < 4) return false;
      const tag = readUint16(bytes, at);
      const length = readUint16(bytes, at + 2);
      const value = at + 4;
      at = value + length;
      if (at > end) return false;
      if (tag === TAG.messagePayload) {
        this.payloadAt = value;
        this.payloadEnd = at;
      } else if (tag === TAG.userMessageReference) {
        if (length !== 2) return false;
        this.userReference = readUint16(bytes, value);
        this.identity = Math.imul(this.identity ^ (this.userReference + 1), 0x01000193);
      } else if (tag === TAG.sarReference) {
        if (length !== 2) return false;
        this.sarReference = readUint16(bytes, value);
      } else if (tag === TAG.sarTotal || tag === TAG.sarPart) {
        if (length !== 1) return false;
        if (tag === TAG.sarTotal) this.sarTotal = bytes[value] ?? 0;
        else this.sarPart = bytes[value] ?? 0;
      } else if (tag >= VENDOR_TAGS.first && tag <= VENDOR_TAGS.last) {
        this.identity = Math.imul(this.identity ^ tag, 0x01000193);
        for (let i = value; i < at; i++)
          this.identity = Math.imul(this.identity ^ (bytes[i] ?? 0), 0x01000193);
      }
    }
    return true;
  }

  private body(bytes: Buffer, length: number): number {
    if (this.payloadAt >= 0) {
      if (length > 0) return this.wrong('two-bodies', STATUS.badMessageLength);
      this.concatenation = CONCATENATION.payload;
      this.textAt = this.payloadAt;
      this.textEnd = this.payloadEnd;
    } else if (length > LONGEST_TEXT) return this.wrong('length', STATUS.badMessageLength);

    if ((this.esmClass & 0x40) !== 0 && !this.header(bytes)) return this.wrong('udh', STATUS.badEsmClass);
    if (this.sarReference >= 0 || this.sarTotal >= 0 || this.sarPart >= 0) {
      const byHeader =
        this.concatenation === CONCATENATION.udh8 || this.concatenation === CONCATENATION.udh16;
      if (byHeader) return this.wrong('two-concatenations', STATUS.badEsmClass);
      if (this.sarReference < 0 || this.sarTotal < 0 || this.sarPart < 0) {
        return this.wrong('parts', STATUS.submitFailed);
      }
      this.concatenation = CONCATENATION.sar;
      this.reference = this.sarReference;
      this.total = this.sarTotal;
      this.part = this.sarPart;
    }
    if (this.part < 1 || this.part > this.total) return this.wrong('parts', STATUS.submitFailed);
    const octets = this.textEnd - this.textAt;
    if (octets === 0) return this.wrong('length', STATUS.badMessageLength);
    if (octets % 2 === 1) return this.wrong('odd-length', STATUS.badMessageLength);
    const first = (bytes[this.textAt] ?? 0) & 0xfc;
    const last = (bytes[this.textEnd - 2] ?? 0) & 0xfc;
    if (first === 0xdc || last === 0xd8) this.violation = 'split-surrogate';
    return STATUS.ok;
  }

  /** The user data header: every element within its bounds, and nothing left over. */
  private header(bytes: Buffer): boolean {
    if (this.textAt >= this.textEnd) return false;
    const end = this.textAt + 1 + (bytes[this.textAt] ?? 0);
    if (end > this.textEnd) return false;
    let at = this.textAt + 1;
    while (at < end) {
      if (end - at < 2) return false;
      const element = bytes[at];
      const length = bytes[at + 1] ?? 0;
      const value = at + 2;
      at = value + length;
      if (at > end) return false;
      if (element === 0x00 && length === 3) {
        this.concatenation = CONCATENATION.udh8;
        this.reference = bytes[value] ?? 0;
        this.total = bytes[value + 1] ?? 0;
        this.part = bytes[value + 2] ?? 0;
      } else if (element === 0x08 && length === 4) {
        this.concatenation = CONCATENATION.udh16;
        this.reference = readUint16(bytes, value);
        this.total = bytes[value + 2] ?? 0;
        this.part = bytes[value + 3] ?? 0;
      } else if (element === 0x00 || element === 0x08) return false;
    }
    this.textAt = end;
    return true;
  }
}
