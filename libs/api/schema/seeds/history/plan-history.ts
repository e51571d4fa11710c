import type { Random } from '../random';
import { DAY_MS, dayOf, HOUR_MS, hourOf, MINUTE_MS, weekdayOf } from '../taipei';
import type { Campaign } from './campaigns';
import type { Sender } from './sender';

/** One batch of the past: who sent what, when, to how many. */
export interface PlannedBatch {
  readonly at: Date;
  readonly sender: Sender;
  readonly campaign: Campaign;
  readonly messages: number;
  /** The newest of all: some of its messages got no answer. */
  readonly newest: boolean;
}

export interface HistorySize {
  readonly batches: number;
  /** Messages of all batches together, about. */
  readonly messages: number;
}

export const DAYS = 35;
const EXTRA_TODAY = 3;
/** The newest batch has its receipts by now. */
const REST_MS = 30 * MINUTE_MS;
/** Sunday to Saturday. */
const WEEKDAYS = [0.12, 1.15, 1, 1, 0.95, 1.05, 0.2];
/** What people send, by hour from 8 to 20; systems send all day and evening. */
const OFFICE_HOURS = [1, 5, 6, 4, 1.5, 2, 5, 5, 4, 2, 0.8, 0.4, 0.2];
const FIRST_HOUR = 8;
/** A few recipient lists are long, on working days. */
const CROWD = { chance: 0.055, low: 5_000, high: 18_000 };
const SIZES = { web: [20, 320], file: [40, 2_600], api: [1, 40] } as const;

/** The first instant of the history. */
export const historyStart = (now: number): number => dayOf(now) - DAYS * DAY_MS;

/**
 * Who sent what in the 35 days before `now`: mostly in office hours and on working days, sizes skewed, every day at
 * least one batch. The last is of the first sender. In order of time; no two in one millisecond.
 */
export const planHistory = (
  now: number,
  senders: readonly Sender[],
  size: HistorySize,
  random: Random,
): PlannedBatch[] => {
  const last = now - REST_MS;
  const days = Array.from({ length: DAYS + 1 }, (_, i) => historyStart(now) + i * DAY_MS);
  // Every day once, today some more, the others as office life goes.
  const sure = [...days, ...Array.from({ length: EXTRA_TODAY }, () => dayOf(last))];
  const drawn = Array.from({ length: Math.max(size.batches - 1, 0) }, (_, i) => {
    const day = sure[i] ?? random.pick(days, each => WEEKDAYS[weekdayOf(each)] ?? 0);
    return drawBatch(day, last, senders, random);
  });
  const [first] = senders;
  if (first && size.batches > 0) {
    const campaign = random.pick(first.campaigns);
    drawn.push({ at: officeMoment(last), sender: first, campaign, messages: 180, newest: true });
  }
  drawn.sort((a, b) => a.at - b.at);
  const scale = size.messages / drawn.reduce((sum, batch) => sum + batch.messages, 0);
  let before = 0;
  return drawn.map(({ at, messages, ...batch }) => {
    before = Math.max(at, before + 1);
    return { ...batch, at: new Date(before), messages: Math.max(1, Math.round(messages * scale)) };
  });
};

type Drawn = Omit<PlannedBatch, 'at'> & { readonly at: number };

const drawBatch = (day: number, last: number, senders: readonly Sender[], random: Random): Drawn => {
  const sender = random.pick(senders, each => each.share);
  const campaign = random.pick(sender.campaigns, each => (each.seldom ? 0.35 : 1));
  // Of today only the hours until now; before anybody is up, yesterday.
  const begins = day + FIRST_HOUR * HOUR_MS < last ? day : day - DAY_MS;
  const hours = OFFICE_HOURS.map((weight, i) => ({
    from: begins + (FIRST_HOUR + i) * HOUR_MS,
    weight: campaign.channel === 'api' ? 1 : weight,
  })).filter(({ from }) => from < last);
  const { from } = random.pick(hours, each => each.weight);
  const at = random.whole(from, Math.min(from + HOUR_MS, last) - 1);
  return { at, sender, campaign, messages: drawSize(campaign, at, random), newest: false };
};

const drawSize = ({ channel, seldom }: Campaign, at: number, random: Random): number => {
  const working = weekdayOf(at) % 6 !== 0;
  if (channel === 'file' && working && !seldom && random.chance(CROWD.chance))
    return random.skewed(CROWD.low, CROWD.high);
  const [low, high] = SIZES[channel];
  return random.skewed(low, high);
};

/** The last moment at or before `ms` at which somebody is in the office. */
const officeMoment = (ms: number): number => {
  const hour = hourOf(ms);
  if (hour >= FIRST_HOUR && hour < 18) return ms;
  return dayOf(hour < FIRST_HOUR ? ms - DAY_MS : ms) + 17 * HOUR_MS + 20 * MINUTE_MS;
};
