import { RANGE, type DispatchJob } from '@sms111/api/messages';
import { rangeKey } from './plan';
import type { Ready } from './range-loader';

/** The ranges in which messages lie that are to be looked for again. */
export const rangesOf = (messages: Iterable<Ready>): DispatchJob[] => {
  const ranges = new Map<string, DispatchJob>();
  for (const { batch, seq, lane, agency } of messages) {
    const from = seq - (seq % RANGE);
    const range = { batch, from, to: from + RANGE - 1, lane, agency };
    ranges.set(rangeKey(range), range);
  }
  return [...ranges.values()];
};
