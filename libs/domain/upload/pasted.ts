import { isBlank } from '../message/characters';
import { isMobile } from '../phone/mobile';
import { type MobileVerdict, normaliseMobile } from '../phone/normalise-mobile';

/** One number as it was typed or pasted, and where it stands. */
export interface PastedNumber {
  /** 1 for the first. */
  readonly position: number;
  readonly from: number;
  readonly to: number;
  readonly raw: string;
  readonly verdict: MobileVerdict;
}

const SEPARATORS = /[^\r\n,，、;；\t|/／]+/g;

interface Piece {
  readonly from: number;
  readonly to: number;
}

const trimmed = (text: string, from: number, to: number): Piece => {
  let start = from;
  let end = to;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return { from: start, to: end };
};

const wordsIn = (text: string, { from, to }: Piece): Piece[] =>
  [...text.slice(from, to).matchAll(/[^\s]+/g)].map(({ 0: word, index }) => ({
    from: from + index,
    to: from + index + word.length,
  }));

/** The fewest words from `first` on that are a whole number: `0912 345 678` is one, the word after it is another. */
const lastWordOfNumber = (text: string, words: readonly Piece[], first: number): number => {
  const from = words[first]?.from ?? 0;
  for (let last = first; last < words.length && last < first + 6; last += 1)
    if (normaliseMobile(text.slice(from, words[last]?.to)).ok) return last;
  return first;
};

const piecesOf = (text: string): Piece[] => {
  const pieces: Piece[] = [];
  for (const match of text.matchAll(SEPARATORS)) {
    const piece = trimmed(text, match.index, match.index + match[0].length);
    if (piece.from === piece.to) continue;
    const raw = text.slice(piece.from, piece.to);
    const words = isMobile(raw) ? [] : wordsIn(text, piece);
    const whole = normaliseMobile(raw);
    if (words.length < 2 || (whole.ok ? true : !holdsNumber(text, words))) {
      pieces.push(piece);
      continue;
    }
    for (let first = 0; first < words.length; first += 1) {
      const last = lastWordOfNumber(text, words, first);
      pieces.push({ from: words[first]?.from ?? piece.from, to: words[last]?.to ?? piece.to });
      first = last;
    }
  }
  return pieces;
};

/** Whether some words in a row are a whole number. */
const holdsNumber = (text: string, words: readonly Piece[]): boolean =>
  words.some(
    ({ from }, first) =>
      normaliseMobile(text.slice(from, words[lastWordOfNumber(text, words, first)]?.to)).ok,
  );

/**
 * Splits what was pasted into the field for recipients: one number a line, or several between commas, 、, semicolons,
 * tabs and slashes, or between spaces where whole numbers stand on both sides. Positions are UTF-16 units of `text`.
 */
export const splitPasted = (text: string): PastedNumber[] =>
  piecesOf(text).map(({ from, to }, index) => {
    const raw = text.slice(from, to);
    return { position: index + 1, from, to, raw, verdict: normaliseMobile(raw) };
  });
