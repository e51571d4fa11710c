import { FileFault } from './file-fault';

/** What the bytes are, whatever the file is called. */
export type Content = 'zip' | 'compound' | 'text' | 'other';

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, at) => bytes[at] === byte);

const ascii = (text: string): number[] => [...text].map(char => char.charCodeAt(0));

const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ZIPS = [ascii('PK\x03\x04'), ascii('PK\x05\x06'), ascii('PK\x07\x08')];
/** Kinds that may hold no NUL byte near their start and so could pass as text. */
const FOREIGN = [
  ascii('%PDF-'),
  ascii('{\\rtf'),
  ascii('GIF8'),
  ascii('Rar!\x1a'),
  [0x89, ...ascii('PNG')],
  [0xff, 0xd8, 0xff],
  [0x1f, 0x8b],
  [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c],
  [0x7f, ...ascii('ELF')],
];
const MARKUP = /^\s*(<\?xml|<!doctype|<html|<table|<meta|<head|<workbook|mime-version:)/i;
const BOMS = [
  [0xef, 0xbb, 0xbf],
  [0xff, 0xfe],
  [0xfe, 0xff],
];
const HEAD = 4096;
/** A text in UTF-16 has this share of NUL bytes and more, all at even or all at odd places. */
const UTF16_SHARE = 0.2;

/** Whether NUL bytes stand as in UTF-16 text that lacks its byte order mark. */
const looksUtf16 = (head: Uint8Array): boolean => {
  const places = [0, 0];
  head.forEach((byte, at) => {
    if (byte === 0) places[at % 2] = (places[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = places;
  return Math.min(even, odd) === 0 && even + odd > head.length * UTF16_SHARE;
};

/** ASCII of the head, in whatever encoding, without byte order mark. */
const readable = (head: Uint8Array): string =>
  Buffer.from(head)
    .toString('latin1')
    .replaceAll('\0', '')
    .replace(/^[\xef\xbb\xbf\xff\xfe]+/, '');

/**
 * Tells the kind of a file by its content. Throws `E_ENCODING` for UTF-16 without a byte order mark:
 * it is text, but which bytes belong together would be a guess.
 */
export const sniff = (bytes: Uint8Array): Content => {
  if (startsWith(bytes, COMPOUND)) return 'compound';
  if (ZIPS.some(magic => startsWith(bytes, magic))) return 'zip';
  if (FOREIGN.some(magic => startsWith(bytes, magic))) return 'other';
  const head = bytes.subarray(0, HEAD);
  if (MARKUP.test(readable(head))) return 'other';
  if (BOMS.some(magic => startsWith(bytes, magic))) return 'text';
  if (!bytes.includes(0)) return 'text';
  if (looksUtf16(head)) throw new FileFault('E_ENCODING');
  return 'other';
};
