/**
 * One emoji as Unicode writes it (UTS 51): a flag of two letters, a keycap, or pictographs with their variation
 * selector or skin tone, joined by ZWJ. Tags count only behind the black flag: elsewhere they could hide a text.
 */
const BASE = String.raw`\p{Extended_Pictographic}(?:[\uFE0E\uFE0F]|\p{Emoji_Modifier})?`;
const SEQUENCE = new RegExp(
  String.raw`\p{Regional_Indicator}{2}|\uFE0F?\u20E3|\u{1F3F4}[\u{E0030}-\u{E007A}]{1,6}\u{E007F}|${BASE}(?:\u200D${BASE})*`,
  'uy',
);
const SHOWN_AS_EMOJI = /\p{Emoji_Presentation}|\p{Emoji_Modifier}|\uFE0F|\u200D|\u20E3/u;

export interface EmojiSequence {
  /** First unit: before the place that was asked for where a keycap begins with a digit. */
  readonly from: number;
  readonly to: number;
  /** False for signs such as ★ © ☎, which phones show as text. */
  readonly shown: boolean;
}

const isKeycapBase = (char: string): boolean => /^[0-9#*]$/.test(char);

/** The sequence that begins at `at`, invisible members included, or `null`. A keycap is found at its selector. */
export const emojiAt = (text: string, at: number): EmojiSequence | null => {
  SEQUENCE.lastIndex = at;
  const found = SEQUENCE.exec(text)?.[0];
  if (!found) return null;
  const keycap = found.endsWith('\u20e3');
  if (keycap && !isKeycapBase(text.charAt(at - 1))) return null;
  return { from: keycap ? at - 1 : at, to: at + found.length, shown: SHOWN_AS_EMOJI.test(found) };
};
