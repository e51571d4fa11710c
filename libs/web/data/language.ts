import { LANGUAGES, words, type Language, type Words } from '@sms111/phrases';
import { useSyncExternalStore } from 'react';
import { connection } from './connection';

const KEY = 'sms111.language';
const TAG: Record<Language, string> = { 'zh-TW': 'zh-Hant-TW', en: 'en' };
const listeners = new Set<() => void>();

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Switches every word, the document's language and the language of the server's sentences. */
export const setLanguage = (language: Language): void => {
  connection.language = language;
  document.documentElement.lang = TAG[language];
  localStorage.setItem(KEY, language);
  for (const listener of listeners) listener();
};

/** Takes up the language of the last visit; Chinese at the first. To be called once, before rendering. */
export const restoreLanguage = (): void => {
  const stored = localStorage.getItem(KEY);
  setLanguage(LANGUAGES.find(language => language === stored) ?? 'zh-TW');
};

export const useLanguage = (): Language => useSyncExternalStore(subscribe, () => connection.language);

/** Every word of the page, in the language of the person. */
export const useWords = (): Words => words(useLanguage());
