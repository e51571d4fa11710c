import type { StringField } from './field';
import type { PduWriter } from './pdu-writer';
import { STATUS } from './status';
import { TLV_BY_NAME, type RawTlv, type TlvCodec, type Tlvs } from './tlv';

const BAD_LENGTH = STATUS.ESME_RINVPARLEN;
const BAD_VALUE = STATUS.ESME_RINVOPTPARAMVAL;

export function writeTlvs(out: PduWriter, tlvs: Tlvs): void {
  for (const name in tlvs) {
    const codec = TLV_BY_NAME.get(name);
    if (codec !== undefined) writeTlv(out, codec, tlvs);
  }
  if (tlvs.others !== undefined) for (const raw of tlvs.others) writeRaw(out, raw);
}

function writeTlv(out: PduWriter, codec: TlvCodec, tlvs: Tlvs): void {
  const { tag, name } = codec;
  switch (codec.kind) {
    case 'integer': {
      const value = tlvs[codec.name];
      if (value === undefined) return;
      if (!Number.isInteger(value) || value < 0 || value >= 2 ** (8 * codec.bytes)) {
        return out.fail('out-of-range', name, BAD_VALUE);
      }
      head(out, tag, codec.bytes);
      return out.uint(value, codec.bytes);
    }
    case 'string': {
      const value = tlvs[codec.name];
      if (value === undefined) return;
      head(out, tag, value.length + 1);
      const field: StringField = { name, max: codec.max, status: BAD_VALUE };
      return out.string(value, field);
    }
    case 'octets': {
      const value = tlvs[codec.name];
      if (value === undefined) return;
      if (value.length < codec.min || value.length > codec.max)
        return out.fail('tlv-length', name, BAD_LENGTH);
      head(out, tag, value.length);
      return out.bytes(value);
    }
    case 'flag':
      if (tlvs[codec.name] === true) head(out, tag, 0);
  }
}

function writeRaw(out: PduWriter, { tag, value }: RawTlv): void {
  if ((tag & 0xffff) !== tag) return out.fail('out-of-range', 'tag', BAD_VALUE);
  if (value.length > 0xffff) return out.fail('tlv-length', 'others', BAD_LENGTH);
  head(out, tag, value.length);
  out.bytes(value);
}

function head(out: PduWriter, tag: number, length: number): void {
  out.room(4 + length);
  out.uint(tag, 2);
  out.uint(length, 2);
}
