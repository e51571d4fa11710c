/** Numbers that are stored, replaced and compared together. */
export const BLOCK_NUMBERS = 100_000;
/** Blocks of all numbers that begin with 09. */
export const BLOCKS = 1_000;

const LENGTH = 10;
const ZERO = 0x30;
const NINE = 0x39;

/** The place of `0912345678` among all numbers that begin with 09: its last eight digits; -1 for anything else. No allocation. */
export const placeOf = (mobile: string): number => {
  if (mobile.length !== LENGTH || mobile.charCodeAt(0) !== ZERO || mobile.charCodeAt(1) !== NINE) return -1;
  let place = 0;
  for (let at = 2; at < LENGTH; at += 1) {
    const digit = mobile.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    place = place * 10 + digit;
  }
  return place;
};

/** The number at a place. */
export const mobileAt = (place: number): string => `09${String(place).padStart(LENGTH - 2, '0')}`;

export const blockOf = (place: number): number => Math.floor(place / BLOCK_NUMBERS);
