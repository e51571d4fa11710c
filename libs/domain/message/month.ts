import { batchIdAt, batchTime } from './ids';

const TAIPEI_MS = 8 * 3_600_000;
/** `YYYYMM`, in Asia/Taipei (UTC+8 all year): the month of partitions and of keys. */
export type Month = number;

const partsOf = (ms: number): { year: number; month: number; day: number; rest: number } => {
  const local = new Date(ms + TAIPEI_MS);
  const day = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate());
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth(),
    day: local.getUTCDate(),
    rest: local.getTime() - day,
  };
};

export const isMonth = (value: number): boolean =>
  Number.isInteger(value) && value >= 202401 && value <= 209912 && value % 100 >= 1 && value % 100 <= 12;

/** The month that begins `count` months after another; a negative count goes back. */
export const monthPlus = (month: Month, count: number): Month => {
  const all = Math.floor(month / 100) * 12 + (month % 100) - 1 + count;
  return Math.floor(all / 12) * 100 + (all % 12) + 1;
};

/** The first millisecond of a month. */
export const monthBegins = (month: Month): number =>
  Date.UTC(Math.floor(month / 100), (month % 100) - 1, 1) - TAIPEI_MS;

/** The month of a moment. */
export const monthAt = (ms: number): Month => {
  const { year, month } = partsOf(ms);
  return year * 100 + month + 1;
};

/** The month in whose partitions, and under whose keys, the messages of a batch lie: that of its key, not of the clock. */
export const monthOfBatch = (batch: number): Month => monthAt(batchTime(batch));

/** Batch ids of a month: `low` is its first, `high` the first of the next. */
export const monthBounds = (month: Month): { readonly low: number; readonly high: number } => ({
  low: batchIdAt(monthBegins(month)),
  high: batchIdAt(monthBegins(monthPlus(month, 1))),
});

/** The same day and time some months later; the last day of a shorter month (31 August + 6 months: 28 February). */
export const monthsLater = (ms: number, months: number): number => {
  const { year, month, day, rest } = partsOf(ms);
  const last = new Date(Date.UTC(year, month + months + 1, 0)).getUTCDate();
  return Date.UTC(year, month + months, Math.min(day, last)) + rest - TAIPEI_MS;
};
