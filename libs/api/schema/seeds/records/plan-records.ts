import type { Sender } from '../history/sender';
import type { Random } from '../random';
import { dayOf, DAY_MS, HOUR_MS } from '../taipei';

/** One batch of the past, of many messages that differ in their numbers only. */
export interface RecordBatch {
  readonly at: Date;
  readonly sender: Sender;
  readonly messages: number;
}

/** Most batches are small, most messages are in large ones. */
const SMALLEST = 20;
const LARGEST = 20_000;
/** The busiest sender has as many batches as the next two, and so on. */
const SKEW = 1.2;
/** Nothing of the last hour: what is measured then is newer than all of it. */
const REST_MS = HOUR_MS;

/**
 * Batches until they hold `messages`, spread evenly over the days of the last `months` months, senders by a power law.
 * In order of time, no two in one millisecond.
 */
export const planRecords = (
  now: number,
  senders: readonly Sender[],
  { messages, months }: { messages: number; months: number },
  random: Random,
): RecordBatch[] => {
  const end = now - REST_MS;
  const start = Math.min(firstOfMonth(now, months - 1), end - 1);
  const ranks = senders.map((sender, rank) => ({ sender, weight: 1 / (rank + 1) ** SKEW }));
  const drawn: { at: number; sender: Sender; messages: number }[] = [];
  for (let left = messages; left > 0;) {
    // However few there are, they are spread over the time.
    const size = Math.min(left, random.skewed(SMALLEST, LARGEST), Math.ceil(messages / 10));
    const { sender } = random.pick(ranks, rank => rank.weight);
    drawn.push({ at: random.whole(start, end), sender, messages: size });
    left -= size;
  }
  drawn.sort((a, b) => a.at - b.at);
  let before = 0;
  return drawn.map(({ at, ...batch }) => {
    before = Math.max(at, before + 1);
    return { ...batch, at: new Date(before) };
  });
};

/** The first instant of the month, in Taipei, `back` months before. */
const firstOfMonth = (now: number, back: number): number => {
  let first = now;
  for (let i = 0; i <= back; i++) {
    // One day before the first is in the month before.
    if (i > 0) first -= DAY_MS;
    first = dayOf(first) - (dateOf(first) - 1) * DAY_MS;
  }
  return first;
};

/** Day of the month in Taipei, 1…31. */
const dateOf = (ms: number): number => new Date(ms + 8 * HOUR_MS).getUTCDate();
