const SINGLE_UNITS = 70;

/**
 * A long text as single messages that say which of how many they are, `…(1/3)`: for carriers whose gateways cannot join
 * parts (FMT-8). The mark stands at the end, because the first line is the sender's name. Exactly `count` parts, as many
 * as were reserved; `null` when the text does not fit into them.
 */
export const numberedParts = (text: string, count: number): string[] | null => {
  if (count === 1) return text.length <= SINGLE_UNITS ? [text] : null;
  const parts: string[] = [];
  let from = 0;
  for (let part = 1; part <= count; part++) {
    const mark = `(${part}/${count})`;
    let to = Math.min(text.length, from + SINGLE_UNITS - mark.length);
    // What is left is shared out, so that no part but for the mark is empty.
    to = Math.min(to, Math.max(from + 1, text.length - (count - part)));
    if (to < text.length && isHigh(text.charCodeAt(to - 1))) to--;
    if (to <= from) return null;
    parts.push(text.slice(from, to) + mark);
    from = to;
  }
  return from === text.length ? parts : null;
};

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
