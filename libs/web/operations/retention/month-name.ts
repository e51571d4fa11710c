import type { Words } from '@sms111/phrases';

/** `202605` as people say it. */
export const monthName = (month: string, words: Words): string =>
  words.retention.months.name(month.slice(0, 4), String(Number(month.slice(4))));
