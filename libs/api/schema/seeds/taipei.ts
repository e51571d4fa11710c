export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
/** UTC+8 all year, since 1979. */
const OFFSET_MS = 8 * HOUR_MS;

/** What a clock in Taipei shows, in the UTC fields of a Date. */
const local = (ms: number): Date => new Date(ms + OFFSET_MS);

/** Midnight in Taipei at or before an instant, ms. */
export const dayOf = (ms: number): number => Math.floor((ms + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS;

/** Hours since that midnight, with their fraction. */
export const hourOf = (ms: number): number => (ms - dayOf(ms)) / HOUR_MS;

/** 0 is Sunday. */
export const weekdayOf = (ms: number): number => local(ms).getUTCDay();

export const yearOf = (ms: number): number => local(ms).getUTCFullYear();

/** The first instant of a year, ms. */
export const yearStart = (year: number): number => Date.UTC(year, 0, 1) - OFFSET_MS;

const two = (value: number): string => String(value).padStart(2, '0');

/** `11月5日`, as one writes it in a message. */
export const spokenDay = (ms: number): string => {
  const day = local(ms);
  return `${day.getUTCMonth() + 1}月${day.getUTCDate()}日`;
};

/** `2026/11/05 09:30`. */
export const writtenTime = (ms: number): string => {
  const day = local(ms);
  const date = `${day.getUTCFullYear()}/${two(day.getUTCMonth() + 1)}/${two(day.getUTCDate())}`;
  return `${date} ${two(day.getUTCHours())}:${two(day.getUTCMinutes())}`;
};

/** `1151105`: seven digits of the ROC calendar, as in case numbers. */
export const rocDay = (ms: number): string => {
  const day = local(ms);
  return `${day.getUTCFullYear() - 1911}${two(day.getUTCMonth() + 1)}${two(day.getUTCDate())}`;
};

/** The first days of the months from one instant to another, as SQL dates. */
export const monthsBetween = (from: number, to: number): string[] => {
  const [first, last] = [local(from), local(to)];
  const count =
    (last.getUTCFullYear() - first.getUTCFullYear()) * 12 + last.getUTCMonth() - first.getUTCMonth();
  return Array.from({ length: count + 1 }, (_, i) =>
    new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + i, 1)).toISOString().slice(0, 10),
  );
};
