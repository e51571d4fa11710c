/** Stands for a number in a phrase: `like(w.shell.quotaLeft(SOME))`. */
export const SOME = '\u0001';

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A whole phrase in which some numbers may be any; each is a group of the pattern. */
export const like = (phrase: string): RegExp =>
  new RegExp(`^${escaped(phrase).replaceAll(SOME, '([\\d,]+)')}$`);

/** `973,214` → 973214. */
export const numberOf = (text: string): number => Number(text.replaceAll(',', ''));
