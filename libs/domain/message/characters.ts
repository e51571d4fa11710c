/**
 * What a UTF-16 unit may mean for a text, as bits of one table: a plain text is judged by one look-up a unit,
 * and only units with the `suspect` bit are looked at closely.
 */
export const TRAIT = {
  digit: 1,
  fullWidthDigit: 2,
  oddNewline: 4,
  tab: 8,
  /** Needs a closer look: controls, private use, invisible, surrogates, emoji. */
  suspect: 16,
  /** May stem from bytes read in the wrong encoding. */
  foreign: 32,
  /** A dot or a colon: there may be a web address. */
  address: 64,
  question: 128,
  /** A full-width or typographic form of what telephone numbers are written with (`phone/fold.ts`). */
  foldable: 256,
} as const;

/** Characters that nobody sees: zero width, joiners, direction marks, fillers, variation selectors. */
export const isInvisible = (point: number): boolean =>
  point === 0xad ||
  point === 0x34f ||
  point === 0x61c ||
  point === 0x115f ||
  point === 0x1160 ||
  point === 0x17b4 ||
  point === 0x17b5 ||
  (point >= 0x180b && point <= 0x180f) ||
  (point >= 0x200b && point <= 0x200f) ||
  (point >= 0x202a && point <= 0x202e) ||
  (point >= 0x2060 && point <= 0x206f) ||
  point === 0x2800 ||
  point === 0x3164 ||
  (point >= 0xfe00 && point <= 0xfe0f) ||
  point === 0xfeff ||
  point === 0xffa0 ||
  (point >= 0xfff9 && point <= 0xfffb) ||
  (point >= 0x1d173 && point <= 0x1d17a) ||
  (point >= 0xe0000 && point <= 0xe0fff);

/** 造字: private use of the first plane and the planes 15 and 16 (their last two points are noncharacters). */
export const isPrivateUse = (point: number): boolean =>
  (point >= 0xe000 && point <= 0xf8ff) || (point >= 0xf0000 && (point & 0xffff) < 0xfffe);

/** C0 without tab and line feed, DEL, C1. */
export const isControl = (point: number): boolean =>
  (point < 0x20 && point !== 0x09 && point !== 0x0a) || (point >= 0x7f && point <= 0x9f);

/** Never a character in an exchanged text: U+FDD0…FDEF and the last two of each plane. */
export const isNoncharacter = (point: number): boolean =>
  (point >= 0xfdd0 && point <= 0xfdef) || (point & 0xfffe) === 0xfffe;

export const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;

/** Line breaks that become LF: CR, and the line and paragraph separators that some editors write. */
export const isOddNewline = (unit: number): boolean => unit === 0x0d || unit === 0x2028 || unit === 0x2029;

/** What is trimmed at an end: ASCII, no-break, full-width and typographic spaces, and line breaks. */
export const isBlank = (unit: number): boolean =>
  unit === 0x20 ||
  unit === 0x09 ||
  unit === 0x0a ||
  unit === 0xa0 ||
  unit === 0x3000 ||
  (unit >= 0x2000 && unit <= 0x200a) ||
  isOddNewline(unit) ||
  unit === 0x202f ||
  unit === 0x205f;

/** `U+0006`, for a person who has to find the character. */
export const codePointName = (point: number): string =>
  `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;

/** Ideographs that hardly occur but where UTF-8 was read as Big5 (first row), as GBK, or U+FFFD was read again. */
export const TELL_TALES = '嚗隢銝鈭蝯撟' + '锛銆鈥鐨殑紝' + '嚙锟';

const FOLDABLE =
  /[Ａ-Ｚａ-ｚ＋－（）＃～．\u3000\u00a0\u2000-\u200a\u202f\u2010-\u2015\u2212\ufe63\ufe58\u223c\u301c]/;
const PICTOGRAPH = /\p{Extended_Pictographic}/u;

const traitsOf = (unit: number): number => {
  if (unit === 0x09) return TRAIT.tab;
  if (unit === 0x2e || unit === 0x3a) return TRAIT.address;
  if (unit === 0x3f) return TRAIT.question;
  if (unit >= 0x30 && unit <= 0x39) return TRAIT.digit;
  if (unit >= 0xff10 && unit <= 0xff19) return TRAIT.digit | TRAIT.fullWidthDigit | TRAIT.foldable;
  if (isOddNewline(unit)) return TRAIT.oddNewline;
  if (isControl(unit)) return TRAIT.suspect | TRAIT.foreign;
  let traits = unit >= 0xa1 && unit <= 0xff ? TRAIT.foreign : 0;
  if (FOLDABLE.test(String.fromCharCode(unit))) traits |= TRAIT.foldable;
  if (isSurrogate(unit) || isPrivateUse(unit) || isInvisible(unit) || isNoncharacter(unit))
    traits |= TRAIT.suspect;
  if (unit === 0xfffd || unit === 0x20e3) traits |= TRAIT.suspect;
  if (unit < 0x3400 && PICTOGRAPH.test(String.fromCharCode(unit))) traits |= TRAIT.suspect;
  return traits;
};

const TRAITS = Uint16Array.from({ length: 0x10000 }, (_, unit) => traitsOf(unit));
for (const tellTale of TELL_TALES) TRAITS[tellTale.charCodeAt(0)] = TRAIT.foreign;

/** All traits that occur in a text, or-ed. */
export const traitsIn = (text: string): number => {
  let traits = 0;
  for (let at = 0; at < text.length; at += 1) traits |= TRAITS[text.charCodeAt(at)] ?? 0;
  return traits;
};

/** Whether the unit has the trait. */
export const hasTrait = (unit: number, trait: number): boolean => ((TRAITS[unit] ?? 0) & trait) !== 0;
