import { en } from './en';
import type { Language } from './format';
import { zhTW, type Words } from './zh-TW';

const ALL: Record<Language, Words> = { 'zh-TW': zhTW, en };

/** Every word that a person reads, in a language. */
export const words = (language: Language): Words => ALL[language];

const LANGUAGES: readonly (readonly [RegExp, Language])[] = [
  [/^zh\b/i, 'zh-TW'],
  [/^en\b/i, 'en'],
];

/** The weight of one entry of the header, 0…1. */
const weightOf = (entry: string): number => Number(/;\s*q=([\d.]+)/i.exec(entry)?.[1] ?? 1);

/** The language of an `Accept-Language` header or of a browser: the one of ours that is wanted most, else Chinese. */
export const languageOf = (accepted: string | undefined): Language => {
  const wanted = (accepted ?? '')
    .split(',')
    .map(entry => entry.trim())
    .sort((a, b) => weightOf(b) - weightOf(a));
  for (const entry of wanted) {
    const found = LANGUAGES.find(([tag]) => tag.test(entry));
    if (found) return found[1];
  }
  return 'zh-TW';
};
