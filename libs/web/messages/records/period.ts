/** The periods that the records page offers; `own` takes two dates. Days are days in Taiwan. */
export const PERIODS = ['today', 'week', 'month', 'own'] as const;
export type Period = (typeof PERIODS)[number];

/** `2026-11-20`. */
export type Day = string;

export interface PeriodChoice {
  readonly period: Period;
  /** First and last day, both included; only for `own`. */
  readonly from: Day | null;
  readonly to: Day | null;
}

const DAY_MS = 86_400_000;
/** Taiwan has kept UTC+8 without summer time since 1979. */
const OFFSET_MS = 8 * 3_600_000;
const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;

export const dayInTaiwan = (at: Date): Day => new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 10);

/** Midnight in Taiwan at which the day begins. */
const beginOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`) - OFFSET_MS;

/** Whether a text is a day that exists. `2026-02-30` does not. */
export const isDay = (text: string | null): text is Day =>
  text !== null &&
  DAY_PATTERN.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

const plusDays = (day: Day, days: number): Day => dayInTaiwan(new Date(beginOf(day) + days * DAY_MS));

/** First and last day of a choice; an open end stays `null`. */
export const daysOf = (choice: PeriodChoice, now: Date): { from: Day | null; to: Day | null } => {
  const today = dayInTaiwan(now);
  switch (choice.period) {
    case 'today':
      return { from: today, to: today };
    case 'week':
      return { from: plusDays(today, -6), to: today };
    case 'month':
      return { from: `${today.slice(0, 7)}-01`, to: today };
    case 'own':
      return { from: choice.from, to: choice.to };
  }
};

/**
 * The instants of a choice for the search: the first included, the last not.
 * Whole days, so that asking again within a day is the same question (and the same cache entry).
 */
export const instantsOf = (choice: PeriodChoice, now: Date): { from?: string; to?: string } => {
  const { from, to } = daysOf(choice, now);
  return {
    ...(from === null ? {} : { from: new Date(beginOf(from)).toISOString() }),
    ...(to === null ? {} : { to: new Date(beginOf(to) + DAY_MS).toISOString() }),
  };
};
