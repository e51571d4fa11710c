import type { Balance, DayFigure } from '../home-query';

export interface Forecast {
  /** Segments a day over the days that were given. */
  readonly perDay: number;
  /** Whole days that the rest lasts at that pace; `null` when nothing was sent. */
  readonly daysLeft: number | null;
  /** What was left at the end of each day, oldest first; the last is today. */
  readonly course: readonly number[];
}

/** How the quota went down, and how long the rest lasts if it goes on so. */
export const forecastOf = (balance: Balance, days: readonly DayFigure[]): Forecast => {
  const used = days.reduce((sum, day) => sum + day.segments, 0);
  const perDay = days.length === 0 ? 0 : used / days.length;
  let left = balance.remaining;
  const course = days.toReversed().map(day => {
    const atEnd = left;
    left = Math.min(balance.ordered, left + day.segments);
    return atEnd;
  });
  return {
    perDay,
    daysLeft: perDay > 0 ? Math.floor(balance.remaining / perDay) : null,
    course: course.toReversed(),
  };
};
