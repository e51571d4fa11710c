import { RANGE, type DispatchJob } from '@sms111/api/messages';
import { rangeKey } from './plan';
import type { Ready } from './range-loader';

/** The ranges in which messages lie that are to be looked for again, at the price of these. */
export const rangesOf = (messages: Iterable<Ready>): DispatchJob[] => {
  const ranges = new Map<string, DispatchJob>();
  for (const { batch, seq, lane, agency, texts } of messages) {
    const from = seq - (seq % RANGE);
    const range = { batch, from, to: from + RANGE - 1, lane, agency };
    const segments = (ranges.get(rangeKey(range))?.segments ?? 0) + texts.length;
    ranges.set(rangeKey(range), { ...range, segments });
  }
  return [...ranges.values()];
};
