/**
 * A 字 of the contract is one UTF-16 unit, half and full width alike (FMT-7). Always UCS-2, also for plain English,
 * or the count no longer matches the contract.
 */
export const SINGLE_UNITS = 70;
/** 140 bytes less a 6-byte concatenation header with an 8-bit reference, two bytes a unit. */
export const SEGMENT_UNITS = 67;
/** The longest text, its signature and newlines included. */
export const MAX_UNITS = 333;
export const MAX_SEGMENTS = 5;

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** Where the segment that begins at `from` ends; a surrogate pair is never torn. */
const endOfSegment = (text: string, from: number): number => {
  const end = from + SEGMENT_UNITS;
  if (end >= text.length) return text.length;
  const torn = isHighSurrogate(text.charCodeAt(end - 1)) && isLowSurrogate(text.charCodeAt(end));
  return torn ? end - 1 : end;
};

/** Units of each segment, in order. Joined they are the text; an empty text has no segment. */
export const segmentUnits = (text: string): number[] => {
  if (text.length <= SINGLE_UNITS) return text === '' ? [] : [text.length];
  const units: number[] = [];
  for (let from = 0; from < text.length;) {
    const end = endOfSegment(text, from);
    units.push(end - from);
    from = end;
  }
  return units;
};

/**
 * The segments (則) of a text as they are handed to a carrier: one up to 70 units, else 67 each (FMT-8).
 * `ceil(n / 67)` would be wrong where a pair stands on a border.
 */
export const splitIntoSegments = (text: string): string[] => {
  let from = 0;
  return segmentUnits(text).map(units => text.slice(from, (from += units)));
};

/** How many segments are billed for a text. */
export const countSegments = (text: string): number => {
  if (text.length <= SINGLE_UNITS) return text === '' ? 0 : 1;
  let segments = 0;
  for (let from = 0; from < text.length; from = endOfSegment(text, from)) segments += 1;
  return segments;
};
