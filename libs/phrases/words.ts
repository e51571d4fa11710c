import { en } from './en';
import type { Language } from './format';
import { zhTW, type Words } from './zh-TW';

const ALL: Record<Language, Words> = { 'zh-TW': zhTW, en };

/** Every word that a person reads, in a language. */
export const words = (language: Language): Words => ALL[language];

/** The language of an `Accept-Language` header or of a browser; what is not English is Chinese. */
export const languageOf = (accepted: string | undefined): Language =>
  /^\s*en\b/i.test(accepted ?? '') ? 'en' : 'zh-TW';
