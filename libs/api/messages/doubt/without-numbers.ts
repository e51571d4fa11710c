/** Mobile numbers in any usual form. */
const MOBILE = /(?<![0-9A-Za-z])(?:\+?886[- ]?|0)9\d{2}[- ]?\d{3}[- ]?\d{3}(?!\d)/g;

/** What a person typed, mobile numbers cut: numbers stand in the database as ciphertext only. */
export const withoutNumbers = (text: string): string => text.replace(MOBILE, '09********');
