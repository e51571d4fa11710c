import { failedPasswordRules } from '@sms111/domain';
import { randomInt } from 'node:crypto';

// Letters that are not mistaken for digits or for each other.
const CONSONANTS = 'bdfghkmnprstvwz';
const VOWELS = 'aeu';
const WORDS = 4;

const one = (letters: string): string => letters.charAt(randomInt(letters.length));
const syllable = (): string => one(CONSONANTS) + one(VOWELS);
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** A random password that can be read off a screen and typed, such as `Kepu-Vade-Mune-Bage-47`; 50 bits. */
export const typeablePassword = (login: string): string => {
  for (;;) {
    const words = Array.from({ length: WORDS }, () => capital(syllable() + syllable()));
    const password = [...words, randomInt(10, 100)].join('-');
    if (failedPasswordRules(password, login).length === 0) return password;
  }
};
