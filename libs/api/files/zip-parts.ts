import { crc32, inflateRawSync } from 'node:zlib';
import { errorCode } from './error-code';
import { FileFault } from './file-fault';
import { FILE_LIMITS } from './limits';

/** A file inside a zip, as its central directory describes it. */
export interface ZipEntry {
  readonly name: string;
  readonly encrypted: boolean;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

const END = 0x06054b50;
const END_BYTES = 22;
const MAX_COMMENT = 0xffff;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
const END64 = 0x06064b50;
const END64_LOCATOR = 0x07064b50;
const END64_LOCATOR_BYTES = 20;
const IN_ZIP64 = 0xffffffff;
const ZIP64_FIELD = 1;

const corrupt = (): FileFault => new FileFault('E_FILE_CORRUPT');

const endOf = (zip: Buffer): number => {
  const from = Math.max(0, zip.length - END_BYTES - MAX_COMMENT);
  for (let at = zip.length - END_BYTES; at >= from; at -= 1) {
    // A comment may hold the signature; the real one is followed by exactly its comment.
    if (zip.readUInt32LE(at) === END && at + END_BYTES + zip.readUInt16LE(at + 20) === zip.length) return at;
  }
  throw corrupt();
};

/** Where the directory begins and how many entries it has; some writers use the 64-bit form for small files too. */
const directoryOf = (zip: Buffer): { count: number; offset: number } => {
  const end = endOf(zip);
  const locator = end - END64_LOCATOR_BYTES;
  if (locator >= 0 && zip.readUInt32LE(locator) === END64_LOCATOR) {
    const at = Number(zip.readBigUInt64LE(locator + 8));
    if (zip.readUInt32LE(at) !== END64) throw corrupt();
    return { count: Number(zip.readBigUInt64LE(at + 32)), offset: Number(zip.readBigUInt64LE(at + 48)) };
  }
  return { count: zip.readUInt16LE(end + 10), offset: zip.readUInt32LE(end + 16) };
};

/** The sizes and the place that stand in the 64-bit field, in this order, where the short ones are full. */
const widen = (short: readonly number[], extra: Buffer): number[] => {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== ZIP64_FIELD) continue;
    let from = at + 4;
    return short.map(value => {
      if (value !== IN_ZIP64) return value;
      const wide = Number(extra.readBigUInt64LE(from));
      from += 8;
      return wide;
    });
  }
  return [...short];
};

const read = (zip: Buffer): ZipEntry[] => {
  const { count, offset } = directoryOf(zip);
  if (count > FILE_LIMITS.parts) throw new FileFault('E_FILE_TOO_LARGE');
  const entries: ZipEntry[] = [];
  for (let at = offset, left = count; left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== ENTRY) throw corrupt();
    const nameEnd = at + ENTRY_BYTES + zip.readUInt16LE(at + 28);
    const extraEnd = nameEnd + zip.readUInt16LE(at + 30);
    const short = [zip.readUInt32LE(at + 24), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 42)];
    const [unpacked = 0, packed = 0, local = 0] = widen(short, zip.subarray(nameEnd, extraEnd));
    entries.push({
      name: zip.toString('utf8', at + ENTRY_BYTES, nameEnd),
      encrypted: (zip.readUInt16LE(at + 8) & 0x2041) !== 0,
      method: zip.readUInt16LE(at + 10),
      crc: zip.readUInt32LE(at + 16),
      packed,
      unpacked,
      offset: local,
    });
    at = extraEnd + zip.readUInt16LE(at + 32);
  }
  return entries;
};

const OUTSIDE = new Set(['ERR_OUT_OF_RANGE', 'ERR_BUFFER_OUT_OF_BOUNDS']);

/** Runs a reading of bytes; what lies outside the file is a corrupt file. */
const bounded = <T>(work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (OUTSIDE.has(errorCode(error) ?? '')) throw corrupt();
    throw error;
  }
};

/** The directory of a zip, read from its end. Throws `E_FILE_CORRUPT`, or `E_FILE_TOO_LARGE` for too many parts. */
export const zipEntries = (zip: Buffer): ZipEntry[] => bounded(() => read(zip));

const inflate = (packed: Buffer, limit: number): Buffer => {
  try {
    return inflateRawSync(packed, { maxOutputLength: limit });
  } catch (error) {
    throw errorCode(error) === 'ERR_BUFFER_TOO_LARGE' ? new FileFault('E_ZIP_RATIO') : corrupt();
  }
};

/**
 * Unpacks one part, never beyond `room` bytes nor beyond the ratio that a real document reaches, whatever sizes the
 * directory claims: the bytes are counted as they come. Its checksum must fit.
 */
export const unpackPart = (zip: Buffer, entry: ZipEntry, room: number): Buffer =>
  bounded(() => {
    if (zip.readUInt32LE(entry.offset) !== LOCAL) throw corrupt();
    const from =
      entry.offset + LOCAL_BYTES + zip.readUInt16LE(entry.offset + 26) + zip.readUInt16LE(entry.offset + 28);
    if (from + entry.packed > zip.length) throw corrupt();
    if (entry.unpacked > room) throw new FileFault('E_FILE_TOO_LARGE');
    const packed = zip.subarray(from, from + entry.packed);
    const most = Math.min(room, Math.max(FILE_LIMITS.ratioFrom, entry.packed * FILE_LIMITS.ratio));
    if (entry.method !== 0 && entry.method !== 8) throw corrupt();
    const part = entry.method === 0 ? packed : inflate(packed, most);
    if (part.length !== entry.unpacked || crc32(part) !== entry.crc) throw corrupt();
    return part;
  });
