/** A stretch of a text, `to` being the unit after its last. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

export const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;

const SIGNS = ' -.()';
const MAX_SIGNS = 2;

/** Where the signs end that begin at `at`; `at` itself when they do not lead to a digit. */
const skipSigns = (text: string, at: number): number => {
  let next = at;
  while (next - at <= MAX_SIGNS && next < text.length && SIGNS.includes(text.charAt(next))) next += 1;
  return next - at <= MAX_SIGNS && isDigit(text.charCodeAt(next)) ? next : at;
};

/**
 * Everything that may be one telephone number around the digit at `first`: digits joined by one or two of the signs
 * ` - . )`, with `+` or `(` in front. A `(` joins only behind `+`, a `)` only where one was opened.
 */
export const runFrom = (text: string, first: number): Run => {
  const opened = text.charAt(first - 1) === '(';
  const ahead = first - (opened ? 1 : 0);
  const plus = text.charAt(ahead - 1) === '+';
  let to = first;
  for (;;) {
    while (isDigit(text.charCodeAt(to))) to += 1;
    const next = skipSigns(text, to);
    const signs = text.slice(to, next);
    if (next === to || (!plus && (signs.includes('(') || (signs.includes(')') && !opened)))) break;
    to = next;
  }
  const closed = text.slice(first, to).includes(')');
  return { from: plus ? ahead - 1 : opened && closed ? ahead : first, to };
};

const MAX_WORDS = 8;

/** The parts of a run between its spaces. */
export const wordsOf = (text: string, run: Run): Run[] => {
  const words: Run[] = [];
  if (!text.slice(run.from, run.to).includes(' ')) return [run];
  for (const match of text.slice(run.from, run.to).matchAll(/[^ ]+/g)) {
    words.push({ from: run.from + match.index, to: run.from + match.index + match[0].length });
    if (words.length === MAX_WORDS) break;
  }
  return words;
};
