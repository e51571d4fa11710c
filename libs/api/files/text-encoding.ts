import { isAscii, isUtf8 } from 'node:buffer';
import { FileFault } from './file-fault';

/** An encoding that a text file was found to be in, from its first byte to its last. */
export interface TextEncoding {
  /** As shown to the sender and recorded: `UTF-8-BOM`, `CP950` … */
  readonly name: string;
  /** As `TextDecoder` calls it. */
  readonly label: 'utf-8' | 'big5' | 'utf-16le' | 'utf-16be';
  /** Bytes of the byte order mark. */
  readonly skip: number;
}

const CHUNK = 1024 * 1024;
const LINE_FEED = 0x0a;
/** What the decoder makes of the single bytes FF and 80, which Big5 does not have (measured). */
const NOT_BIG5 = /[\uf8f8\u0080]/;

/** Decodes a text piece by piece. Throws `E_ENCODING` at the first byte that cannot be. */
export function* decodeText(
  bytes: Uint8Array,
  encoding: TextEncoding,
): Generator<{ text: string; fraction: number }> {
  const decoder = new TextDecoder(encoding.label, { fatal: true, ignoreBOM: true });
  const decode = (piece?: Uint8Array): string => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
    } catch {
      throw new FileFault('E_ENCODING');
    }
  };
  for (let at = encoding.skip; at < bytes.length; at += CHUNK) {
    const text = decode(bytes.subarray(at, at + CHUNK));
    if (text.includes('\0')) throw new FileFault('E_ENCODING');
    yield { text, fraction: Math.min(1, (at + CHUNK) / bytes.length) };
  }
  // Bytes of half a character at the end are reported only here.
  yield { text: decode(), fraction: 1 };
}

function* linesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(LINE_FEED, from);
    const to = end < 0 ? bytes.length : end + 1;
    yield bytes.subarray(from, to);
    from = to;
  }
}

const isBig5 = (bytes: Uint8Array): boolean => {
  const decoder = new TextDecoder('big5', { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += CHUNK) {
      if (NOT_BIG5.test(decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true }))) return false;
    }
    return !NOT_BIG5.test(decoder.decode());
  } catch {
    return false;
  }
};

/** Leads E3…E9 begin the three bytes of a common ideograph in UTF-8; in Big5 they begin rare ones. */
const ideographsAsUtf8 = (line: Uint8Array): number =>
  line.filter(byte => byte >= 0xe3 && byte <= 0xe9).length;

/**
 * A line that was pasted in as UTF-8 may decode as Big5 into nonsense. A Big5 line of ordinary words is no
 * valid UTF-8, so one that is, with ideographs in it, gives the mixture away.
 */
const isUtf8AmongBig5 = (line: Uint8Array): boolean => isUtf8(line) && ideographsAsUtf8(line) >= 2;

/** So many different characters without a low second byte are no chance: two in five of Big5 have one. */
const TELLING = 20;

/**
 * GB 2312 and EUC texts consist of pairs of high bytes only, and every such pair is some character in Big5 too. Read
 * so, every word would be another, and no single byte tells.
 */
const isHighPairsOnly = (bytes: Uint8Array): boolean => {
  const pairs = new Set<number>();
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[(at += 1)] ?? 0;
    if (trail < 0x80) return false;
    pairs.add(lead * 256 + trail);
  }
  return pairs.size >= TELLING;
};

/** Number of the first line that is not as it should be, as text; `undefined` when there is none. */
const lineWhere = (bytes: Uint8Array, wrong: (line: Uint8Array) => boolean): number | undefined => {
  let number = 0;
  for (const line of linesOf(bytes)) {
    number += 1;
    if (wrong(line)) return number;
  }
  return undefined;
};

/** The line at which a file of two encodings changes: the better guess got further. */
const mixedAt = (bytes: Uint8Array): FileFault => {
  const utf8 = lineWhere(bytes, line => !isUtf8(line)) ?? 0;
  const big5 = lineWhere(bytes, line => !isBig5(line)) ?? 0;
  const line = Math.max(utf8, big5);
  return new FileFault('E_ENCODING', line > 0 ? String(line) : undefined);
};

/**
 * Finds the encoding of a text file: byte order mark, then strict UTF-8, then Big5 (CP950).
 * Detectors that guess know Big5 with a confidence of 0.05–0.2 (measured), so nothing is guessed: a file that is
 * none of these from end to end is `E_ENCODING` (FMT-10).
 */
export const encodingOf = (bytes: Uint8Array): TextEncoding => {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return { name: 'UTF-16LE-BOM', label: 'utf-16le', skip: 2 };
  if (first === 0xfe && second === 0xff) return { name: 'UTF-16BE-BOM', label: 'utf-16be', skip: 2 };
  const marked = first === 0xef && second === 0xbb && third === 0xbf;
  if (isUtf8(bytes)) {
    if (marked) return { name: 'UTF-8-BOM', label: 'utf-8', skip: 3 };
    return { name: isAscii(bytes) ? 'ASCII' : 'UTF-8', label: 'utf-8', skip: 0 };
  }
  if (marked || !isBig5(bytes)) throw mixedAt(bytes);
  if (isHighPairsOnly(bytes)) throw new FileFault('E_ENCODING');
  const stray = lineWhere(bytes, isUtf8AmongBig5);
  if (stray !== undefined) throw new FileFault('E_ENCODING', String(stray));
  return { name: 'CP950', label: 'big5', skip: 0 };
};
