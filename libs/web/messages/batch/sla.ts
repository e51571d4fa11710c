import {
  formatClock,
  formatDate,
  formatInstant,
  formatMinute,
  formatRate,
  type Words,
} from '@sms111/phrases';
import type { Tone } from '@sms111/web/ui';
import type { Batch } from './stages';

export interface Sla {
  readonly tone: Tone;
  readonly text: string;
}

type Timed = Pick<
  Batch,
  'state' | 'acceptedAt' | 'deadlineAt' | 'handedOverAt' | 'expectedHandOverAt' | 'ratePerSecond' | 'total'
>;

/** A time of the day of acceptance by its clock, of another day with its date. */
const shortly = (at: string, batch: Timed, clock: (at: string) => string): string =>
  formatDate(at) === formatDate(batch.acceptedAt) ? clock(at) : formatInstant(at);

/** The rate is of messages; a person reads segments, which is what the contract's limit counts. */
const segmentRate = ({ ratePerSecond, total }: Timed): number =>
  total.messages === 0 ? 0 : (ratePerSecond * total.segments) / total.messages;

/** 「派送時限 15:05；預計 14:05:31 派送完成，每秒 8,400 則」, and whether it will do. `null` where no deadline counts. */
export const slaOf = (batch: Timed, now: number, words: Words['batch']['sla']): Sla | null => {
  const { deadlineAt, handedOverAt, expectedHandOverAt, state } = batch;
  const deadline = words.deadline(shortly(deadlineAt, batch, formatMinute));
  const said = (...more: string[]): string => [deadline, ...more].join(words.join);
  if (handedOverAt !== null) {
    const at = shortly(handedOverAt, batch, formatClock);
    return Date.parse(handedOverAt) <= Date.parse(deadlineAt)
      ? { tone: 'good', text: said(words.done(at)) }
      : { tone: 'bad', text: said(words.doneLate(at)) };
  }
  if (state === 'cancelled' || state === 'completed') return null;
  if (now > Date.parse(deadlineAt)) return { tone: 'bad', text: said(words.overdue) };
  if (state === 'paused') return { tone: 'warn', text: said(words.paused) };
  if (expectedHandOverAt === null) return { tone: 'active', text: said(words.measuring) };
  const expected = [
    words.expected(shortly(expectedHandOverAt, batch, formatClock)),
    words.rate(formatRate(segmentRate(batch))),
  ].join(words.separator);
  return Date.parse(expectedHandOverAt) <= Date.parse(deadlineAt)
    ? { tone: 'active', text: said(expected) }
    : { tone: 'warn', text: said(expected, words.late) };
};
