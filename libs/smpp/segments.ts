import { DATA_CODING, ESM_CLASS } from './pdu';
import { NO_TLVS, type Tlvs } from './tlv';
import { encodeUcs2, writeUcs2 } from './ucs2';

/**
 * How a carrier takes a long message: with an 8-bit user data header, with `sar_*` parameters, or whole
 * in `message_payload` (the carrier splits). Numbered parts need none of it: each is a single message.
 */
export type Concat = 'udh8' | 'sar' | 'payload';

/** What a segment puts into its submit_sm; spread it over the link's own fields. */
export interface Segment {
  readonly esmClass: number;
  readonly dataCoding: number;
  readonly shortMessage: Uint8Array;
  readonly tlvs: Tlvs;
}

export interface Parts {
  /** The text, split already: 70 units alone, 67 a part otherwise, no surrogate pair cut (FMT-7). */
  readonly parts: readonly string[];
  /** 0 … 255, unique per recipient while the message is on its way: the caller allots it. */
  readonly reference: number;
  readonly concat: Concat;
}

/** 140 octets go over the air; a header of six leaves 67 units. `sar_*` becomes that header at the carrier. */
const SINGLE_UNITS = 70;
const PART_UNITS = 67;
const MAX_PARTS = 255;
const UDH_BYTES = 6;

/** `05 00 03 rr tt ss`: concatenation with an 8-bit reference (3GPP TS 23.040, 9.2.3.24.1). */
export function udh8(reference: number, total: number, seq: number): Buffer {
  return Buffer.from([0x05, 0x00, 0x03, reference, total, seq]);
}

/**
 * The segments of one message, one submit_sm each (`payload`: one for all), UCS-2 in every one.
 * Throws a RangeError where the parts are no message: the text was not split by the rule.
 */
export function submitParts({ parts, reference, concat }: Parts): Segment[] {
  refuseBadParts(parts, reference, concat);
  const [first = ''] = parts;
  if (parts.length === 1) return [segment(0, encodeUcs2(first), NO_TLVS)];
  if (concat === 'payload') {
    return [segment(0, EMPTY, { messagePayload: encodeUcs2(parts.join('')) })];
  }
  const total = parts.length;
  return parts.map((part, index) =>
    concat === 'udh8'
      ? segment(ESM_CLASS.udhi, withHeader(part, reference, total, index + 1), NO_TLVS)
      : segment(0, encodeUcs2(part), {
          sarMsgRefNum: reference,
          sarTotalSegments: total,
          sarSegmentSeqnum: index + 1,
        }),
  );
}

const EMPTY = Buffer.alloc(0);

function segment(esmClass: number, shortMessage: Uint8Array, tlvs: Tlvs): Segment {
  return { esmClass, dataCoding: DATA_CODING.ucs2, shortMessage, tlvs };
}

function withHeader(part: string, reference: number, total: number, seq: number): Buffer {
  const bytes = Buffer.allocUnsafe(UDH_BYTES + part.length * 2);
  bytes[0] = 0x05;
  bytes[1] = 0x00;
  bytes[2] = 0x03;
  bytes[3] = reference;
  bytes[4] = total;
  bytes[5] = seq;
  writeUcs2(part, bytes, UDH_BYTES);
  return bytes;
}

function refuseBadParts(parts: readonly string[], reference: number, concat: Concat): void {
  if (parts.length < 1 || parts.length > MAX_PARTS) throw new RangeError(`${parts.length} parts`);
  if ((reference & 0xff) !== reference) throw new RangeError(`reference ${reference} is not of 8 bits`);
  const limit = parts.length === 1 ? SINGLE_UNITS : PART_UNITS;
  parts.forEach((part, index) => {
    if (part.length > limit) throw new RangeError(`part ${index + 1} has ${part.length} units, ${limit} fit`);
    if (concat !== 'payload' && endsInHalf(part, parts[index + 1])) {
      throw new RangeError(`part ${index + 1} ends within a surrogate pair`);
    }
  });
}

const endsInHalf = (part: string, next = '') =>
  isBetween(part.charCodeAt(part.length - 1), 0xd800, 0xdbff) &&
  isBetween(next.charCodeAt(0), 0xdc00, 0xdfff);

const isBetween = (unit: number, low: number, high: number) => unit >= low && unit <= high;
