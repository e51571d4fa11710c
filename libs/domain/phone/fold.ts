import { hasTrait, TRAIT, traitsIn } from '../message/characters';

const foldUnit = (char: string): string => {
  const unit = char.charCodeAt(0);
  if (unit >= 0xff01) return String.fromCharCode(unit - 0xfee0);
  if (unit === 0x223c || unit === 0x301c) return '~';
  return unit === 0x3000 || unit === 0xa0 || (unit >= 0x2000 && unit <= 0x200a) || unit === 0x202f
    ? ' '
    : '-';
};

/**
 * The text with half-width digits, letters, `+ - ( ) # ~ .` and spaces, as telephone numbers are written with; other
 * punctuation stays. The length stays too, so that positions do.
 */
export const foldWidth = (text: string): string => {
  if ((traitsIn(text) & TRAIT.foldable) === 0) return text;
  let folded = '';
  for (const char of text)
    folded += char.length === 1 && hasTrait(char.charCodeAt(0), TRAIT.foldable) ? foldUnit(char) : char;
  return folded;
};
