import { formatCount } from './format';
import type { Params } from './kinds';

/** A problem in words: what happened, and what to do. `params` are those of the problem; each may be missing. */
export interface ProblemPhrase {
  readonly title: string;
  readonly detail: (params: Params) => string;
}

/** A parameter as a person reads it; a count gets its separators; missing is `null`. */
export const shown = (value: Params[string]): string | null => {
  if (value === undefined || value === '') return null;
  return typeof value === 'number' ? formatCount(value) : String(value);
};

/** Whole minutes of a waiting time in seconds, at least one; `null` when it is not said. */
export const minutesOf = (seconds: Params[string]): number | null =>
  typeof seconds === 'number' ? Math.max(1, Math.ceil(seconds / 60)) : null;
