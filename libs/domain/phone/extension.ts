import { isShortCode } from './number-plan';
import { counts } from './phone-context';

/** What belongs to a number behind its digits. */
export interface NumberTail {
  readonly to: number;
  readonly extensions: readonly string[];
  /** Nothing, or exactly one `#` with an extension: the form that phones dial. */
  readonly standard: boolean;
}

const STANDARD = /#(\d{1,6})(?!\d)/y;
const WORD = String.raw`(?:轉接?(?:分機)?|分機|內線|ext\.?|x|\*|#)[ :：.]{0,2}#?(\d{1,6})(?!\d)`;
const SPOKEN = new RegExp(String.raw` ?\( ?${WORD} ?\)| {0,2}-?${WORD}`, 'iy');
const FURTHER = /[ 、,，/／或及和;；]{1,2}(#?)(\d{1,6})(?![\d-])/y;
/** 02-12345678~90: a range of lines. */
const RANGE = / ?~ ?\d{1,8}(?!\d)/y;

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

/** Extensions listed behind the first: `#123、#456`. A service number such as 1999 is a number of its own. */
const furtherExtensions = (text: string, at: number): { to: number; extensions: string[] } => {
  const extensions: string[] = [];
  let to = at;
  for (let more = matchAt(FURTHER, text, to); more; more = matchAt(FURTHER, text, to)) {
    const [whole, sign = '', digits = ''] = more;
    if (sign === '' && (isShortCode(digits) || counts(text, to + whole.length))) break;
    extensions.push(digits);
    to += whole.length;
  }
  return { to, extensions };
};

/** Reads extensions or a range behind the digits of a number that end at `at`, in folded text. */
export const readTail = (text: string, at: number): NumberTail => {
  const standard = matchAt(STANDARD, text, at);
  const first = standard ?? matchAt(SPOKEN, text, at);
  if (!first) {
    const range = matchAt(RANGE, text, at);
    return { to: at + (range?.[0].length ?? 0), extensions: [], standard: !range };
  }
  const further = furtherExtensions(text, at + first[0].length);
  const extension = first[1] ?? first[2] ?? '';
  return {
    to: further.to,
    extensions: [extension, ...further.extensions],
    standard: standard !== null && further.extensions.length === 0,
  };
};
