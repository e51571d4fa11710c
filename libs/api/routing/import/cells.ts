/** Reading cells of a csv from its bytes: no text is made of a cell that is a number or a known word. */

const ZERO = 0x30;
const PLUS = 0x2b;
const MINUS = 0x2d;
const COLON = 0x3a;
const DOT = 0x2e;
const SPACE = 0x20;
const BIG_T = 0x54;
const BIG_Z = 0x5a;

/** Where a cell lies: from the first of its bytes to behind the last. */
export interface Span {
  from: number;
  to: number;
}

/** `count` digits as a number; -1 when one of them is none. */
const digits = (bytes: Uint8Array, from: number, count: number): number => {
  let value = 0;
  for (let at = from; at < from + count; at += 1) {
    const digit = (bytes[at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
};

/** The place (`placeOf`) of `0912345678`, `886912345678` or `+886912345678`; -1 when it is none of them. */
export const placeIn = (bytes: Uint8Array, { from, to }: Span): number => {
  let at = bytes[from] === PLUS ? from + 1 : from;
  if (digits(bytes, at, 4) === 8869 && to - at === 12) at += 4;
  else if (at === from && digits(bytes, at, 2) === 9 && to - at === 10) at += 2;
  else return -1;
  return digits(bytes, at, 8);
};

const MINUTE = 60;
const DAY = 86_400;
const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const MOST_SECONDS = 4_294_967_295;

/** Days since 1970-01-01 of a day in the Gregorian calendar (H. Hinnant's formula). */
const daysSince1970 = (year: number, month: number, day: number): number => {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const ofEra = y - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
};

const isDay = (year: number, month: number, day: number): boolean =>
  year >= 1970 &&
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  day <= (DAYS_IN_MONTH[month - 1] ?? 0) &&
  (month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)));

/** Offset of the zone at the end of a moment in seconds; `null` when there is none: a moment must say where it is meant. */
const zoneIn = (bytes: Uint8Array, from: number, to: number): number | null => {
  const sign = bytes[from];
  if (sign === BIG_Z) return to - from === 1 ? 0 : null;
  if (sign !== PLUS && sign !== MINUS) return null;
  const colon = bytes[from + 3] === COLON ? 1 : 0;
  if (to - from !== 5 + colon) return null;
  const hours = digits(bytes, from + 1, 2);
  const minutes = digits(bytes, from + 3 + colon, 2);
  if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59) return null;
  const offset = (hours * MINUTE + minutes) * MINUTE;
  return sign === PLUS ? offset : -offset;
};

/** `2026-03-15T02:00:00+08:00` in seconds since 1970; seconds and their fraction may be left out. -1 when it is none. */
export const momentIn = (bytes: Uint8Array, { from, to }: Span): number => {
  const year = digits(bytes, from, 4);
  const month = digits(bytes, from + 5, 2);
  const day = digits(bytes, from + 8, 2);
  const between = bytes[from + 10];
  const hour = digits(bytes, from + 11, 2);
  const minute = digits(bytes, from + 14, 2);
  const shaped =
    to - from >= 17 &&
    bytes[from + 4] === MINUS &&
    bytes[from + 7] === MINUS &&
    (between === BIG_T || between === SPACE) &&
    bytes[from + 13] === COLON;
  if (!shaped || !isDay(year, month, day) || hour < 0 || hour > 23 || minute < 0 || minute > 59) return -1;
  let at = from + 16;
  let second = 0;
  if (bytes[at] === COLON) {
    second = digits(bytes, at + 1, 2);
    if (second < 0 || second > 59) return -1;
    at += 3;
    if (bytes[at] === DOT) for (at += 1; at < to && digits(bytes, at, 1) >= 0;) at += 1;
  }
  const zone = zoneIn(bytes, at, to);
  if (zone === null) return -1;
  const moment = daysSince1970(year, month, day) * DAY + (hour * MINUTE + minute) * MINUTE + second - zone;
  return moment > 0 && moment <= MOST_SECONDS ? moment : -1;
};

const SHORT = 6;

/** Words of which a file holds a handful, by their bytes; each is turned into text once. */
export class KnownWords<Meaning> {
  private readonly short = new Map<number, Meaning>();
  private readonly long = new Map<string, Meaning>();

  constructor(private readonly meaningOf: (word: string) => Meaning) {}

  at(bytes: Uint8Array, { from, to }: Span): Meaning {
    if (to - from > SHORT) {
      const word = textIn(bytes, from, to);
      return this.long.get(word) ?? this.keep(this.long, word, word);
    }
    // Six bytes and their number fit into the whole numbers of a double.
    let key = to - from;
    for (let at = from; at < to; at += 1) key = key * 256 + (bytes[at] ?? 0);
    return this.short.get(key) ?? this.keep(this.short, key, textIn(bytes, from, to));
  }

  private keep<Key>(known: Map<Key, Meaning>, key: Key, word: string): Meaning {
    const meaning = this.meaningOf(word);
    // A file of nothing but different words must not fill the memory.
    if (known.size < 10_000) known.set(key, meaning);
    return meaning;
  }
}

export const textIn = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8');
