import { latin1 } from './latin1';
import type { PduCursor } from './pdu-cursor';
import { STATUS } from './status';
import { NO_TLVS, TLV_BY_TAG, type MutableTlvs, type TlvCodec, type Tlvs } from './tlv';

/**
 * The optional parameters up to the end of the PDU. Unknown tags and repetitions are kept in `others`;
 * a length past the end is a PDU that cannot be trusted, a wrong length of a known tag one bad value.
 */
export function readTlvs(cursor: PduCursor): Tlvs {
  if (cursor.at === cursor.end) return NO_TLVS;
  const tlvs: MutableTlvs = {};
  while (cursor.at < cursor.end) {
    const { bytes, at, end } = cursor;
    const length = end - at < 4 ? end : bytes.readUInt16BE(at + 2);
    if (length > end - at - 4) {
      cursor.fail('tlv-cut', 'optional_parameters', STATUS.ESME_RINVOPTPARSTREAM, true);
      break;
    }
    const tag = bytes.readUInt16BE(at);
    const codec = TLV_BY_TAG.get(tag);
    cursor.at = at + 4;
    if (codec === undefined || tlvs[codec.name] !== undefined) {
      (tlvs.others ??= []).push({ tag, value: cursor.view(length) });
    } else if (!readTlv(cursor, codec, length, tlvs)) {
      cursor.fail('tlv-length', codec.name, STATUS.ESME_RINVPARLEN, false);
    }
  }
  return tlvs;
}

/** Takes one known TLV, whose `length` octets are there; false where that length is not allowed. */
function readTlv(cursor: PduCursor, codec: TlvCodec, length: number, tlvs: MutableTlvs): boolean {
  const { bytes, at } = cursor;
  switch (codec.kind) {
    case 'integer':
      if (length !== codec.bytes) return false;
      tlvs[codec.name] = integer(bytes, at, codec.bytes);
      break;
    case 'string': {
      // Many carriers leave out the NUL, since the length says where the string ends: both are taken.
      let stop = at;
      while (stop < at + length && bytes[stop] !== 0) stop++;
      if (stop - at >= codec.max) return false;
      tlvs[codec.name] = latin1(bytes, at, stop);
      break;
    }
    case 'octets':
      if (length < codec.min || length > codec.max) return false;
      tlvs[codec.name] = bytes.subarray(at, at + length);
      break;
    case 'flag':
      if (length !== 0) return false;
      tlvs[codec.name] = true;
      break;
  }
  cursor.at = at + length;
  return true;
}

function integer(bytes: Buffer, at: number, width: 1 | 2 | 4): number {
  if (width === 1) return bytes.readUInt8(at);
  return width === 2 ? bytes.readUInt16BE(at) : bytes.readUInt32BE(at);
}
