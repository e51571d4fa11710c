import { hasTrait, TELL_TALES, TRAIT, traitsIn } from './characters';
import type { Finding } from './findings';

/** What windows-1252 shows for the bytes 0x80…0x9F; its five holes stay the control characters. */
const CP1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** The byte that windows-1252 or Latin-1 shows as this unit, or -1. */
const byteOf = (unit: number): number => {
  if (unit <= 0xff) return unit;
  const at = unit >= 0x152 && unit <= 0x2122 ? CP1252.indexOf(String.fromCharCode(unit)) : -1;
  return at < 0 ? -1 : 0x80 + at;
};

/** A UTF-8 sequence of two to four bytes that was shown byte by byte: its length in units and its character. */
const readUtf8 = (text: string, at: number): { length: number; point: number } | null => {
  const lead = byteOf(text.charCodeAt(at));
  const length = lead >= 0xf0 && lead <= 0xf4 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
  if (lead > 0xf4 || length === 0 || at + length > text.length) return null;
  let point = lead & (0xff >> (length + 1));
  for (let next = at + 1; next < at + length; next += 1) {
    const byte = byteOf(text.charCodeAt(next));
    if ((byte & 0xc0) !== 0x80) return null;
    point = (point << 6) | (byte & 0x3f);
  }
  const lowest = length === 4 ? 0x10000 : length === 3 ? 0x800 : 0x80;
  const surrogate = point >= 0xd800 && point <= 0xdfff;
  return point < lowest || point > 0x10ffff || surrogate ? null : { length, point };
};

/** UTF-8 read as windows-1252 or Latin-1: 「政府」 became `æ”¿åºœ`. The text can be had back. */
const utf8AsLatin = (text: string): Finding<'E_MOJIBAKE'> | null => {
  let from = -1;
  let to = 0;
  let certain = false;
  let whole = true;
  let repaired = '';
  for (let at = 0; at < text.length;) {
    const read = hasTrait(text.charCodeAt(at), TRAIT.foreign) ? readUtf8(text, at) : null;
    if (!read) {
      at += 1;
      continue;
    }
    // Two bytes alone prove it only behind Ã or Â: other pairs, such as ×°, can stand in a text.
    certain ||= read.length > 2 || text[at] === 'Ã' || text[at] === 'Â';
    if (from < 0) from = at;
    else {
      const between = text.slice(to, at);
      whole &&= (traitsIn(between) & TRAIT.foreign) === 0;
      repaired += between;
    }
    repaired += String.fromCodePoint(read.point);
    at += read.length;
    to = at;
  }
  if (!certain) return null;
  whole &&= !repaired.includes('\ufffd') && utf8AsLatin(repaired) === null;
  return { code: 'E_MOJIBAKE', from, to, ...(whole ? { suggestion: repaired } : {}) };
};

const isBig5Trail = (unit: number): boolean =>
  (unit >= 0x40 && unit <= 0x7e) || (unit >= 0xa1 && unit <= 0xfe);

/** Big5 read as Latin-1: 「您的申請」 became `±zªº¥Ó½Ð`. Three pairs in a row with common leads are no accident. */
const big5AsLatin = (text: string): Finding<'E_MOJIBAKE'> | null => {
  for (let at = 0; at < text.length; at += 1) {
    let end = at;
    while (
      text.charCodeAt(end) >= 0xa1 &&
      text.charCodeAt(end) <= 0xc6 &&
      isBig5Trail(text.charCodeAt(end + 1))
    )
      end += 2;
    if (end - at >= 6) return { code: 'E_MOJIBAKE', from: at, to: end };
  }
  return null;
};

/** UTF-8 read as Big5 or GBK: `嚗`, `锛` for 「，」 and their like. Two of them, or one of these two twice. */
const utf8AsChinese = (text: string): Finding<'E_MOJIBAKE'> | null => {
  let from = -1;
  let to = 0;
  let seen = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (!TELL_TALES.includes(text.charAt(at))) continue;
    if (from < 0) from = at;
    to = at + 1;
    seen += 1;
  }
  if (seen < 2) return null;
  const kinds = new Set([...text.slice(from, to)].filter(char => TELL_TALES.includes(char)));
  return kinds.size > 1 || kinds.has('嚗') || kinds.has('锛') ? { code: 'E_MOJIBAKE', from, to } : null;
};

/** U+FFFD written out and read again in a Chinese code page. */
const REPLACEMENT_READ_AGAIN = /锟斤拷|嚙踝蕭|嚙磐/;

/** A run of question marks in place of characters that an encoding could not hold. */
const LOST_BETWEEN_WORDS = /(?<=(?![嗎呢吧麼何誰哪什樣否])\p{Script=Han})\?{3,}(?=\p{Script=Han})/u;

/**
 * Text that was decoded wrongly before it reached us (FMT-10). Only what is certain: a text is returned for it.
 * `from` and `to` are in `text`; `suggestion` is the text as it was meant, where that can be computed.
 */
export const findMojibake = (text: string): Finding<'E_MOJIBAKE' | 'E_GARBLED'> | null => {
  const again = REPLACEMENT_READ_AGAIN.exec(text);
  if (again) return { code: 'E_GARBLED', from: again.index, to: again.index + again[0].length };
  return utf8AsLatin(text) ?? big5AsLatin(text) ?? utf8AsChinese(text);
};

/** Question marks that certainly stand for lost characters: between words, or most of the text. */
export const findLostCharacters = (text: string): Finding<'E_GARBLED'> | null => {
  const between = LOST_BETWEEN_WORDS.exec(text);
  if (between) return { code: 'E_GARBLED', from: between.index, to: between.index + between[0].length };
  const marks = text.split('?').length - 1;
  const visible = text.replace(/\s/g, '').length;
  if (marks < 4 || marks * 2 < visible) return null;
  return { code: 'E_GARBLED', from: text.indexOf('?'), to: text.lastIndexOf('?') + 1 };
};
