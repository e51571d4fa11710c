import {
  formatClock,
  formatDate,
  formatInstant,
  formatLeft,
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

type Timed = Pick<Batch, 'state' | 'acceptedAt' | 'handedOverAt' | 'clock'>;
type SlaWords = Words['batch']['sla'];

/** A time of the day of acceptance by its clock, of another day with its date. */
const shortly = (at: string, batch: Timed, clock: (at: string) => string): string =>
  formatDate(at) === formatDate(batch.acceptedAt) ? clock(at) : formatInstant(at);

/**
 * 「派送時限 15:05；預計 14:05:31 派送完成，每秒 8,400 則」, and whether it will do (OPS-11). What keeps the batch is said in
 * the place of an end that nobody can promise. `null` where no deadline counts. `nameOf`: a carrier's name.
 */
export const slaOf = (batch: Timed, words: SlaWords, nameOf: (carrier: string) => string): Sla | null => {
  const { clock, handedOverAt } = batch;
  if (clock.state === 'withdrawn') return null;
  const paused = clock.pausedSeconds > 0 ? [words.pausedFor(formatLeft(clock.pausedSeconds))] : [];
  const said = (...more: string[]): string =>
    [words.deadline(shortly(clock.dueAt, batch, formatMinute)), ...more].join(words.join);
  if (handedOverAt !== null) {
    const at = shortly(handedOverAt, batch, formatClock);
    return clock.state === 'met'
      ? { tone: 'good', text: said(words.done(at), ...paused) }
      : { tone: 'bad', text: said(words.doneLate(at), ...paused) };
  }
  if (clock.pace === 'paused') {
    const left = clock.leftSeconds >= 0 ? words.left(formatLeft(clock.leftSeconds)) : words.overdue;
    return { tone: clock.state === 'missed' ? 'bad' : 'warn', text: [words.paused, left].join(words.join) };
  }
  const course = courseOf(batch, words, nameOf);
  switch (clock.state) {
    case 'missed':
      return { tone: 'bad', text: said(words.overdue, course, ...paused) };
    case 'at-risk':
      return {
        tone: 'warn',
        text: said(course, clock.expectedHandOverAt === null ? words.atRisk : words.late, ...paused),
      };
    default:
      return { tone: TROUBLED.has(clock.pace) ? 'warn' : 'active', text: said(course, ...paused) };
  }
};

const TROUBLED: ReadonlySet<Batch['clock']['pace']> = new Set(['stalled', 'links-down', 'held', 'suspended']);

/** Where the hand-over is going, or why it is not. */
const courseOf = (batch: Timed, words: SlaWords, nameOf: (carrier: string) => string): string => {
  const { pace, standing, segmentsPerSecond, expectedHandOverAt } = batch.clock;
  const carriers = standing.map(nameOf).join(words.and);
  const rate = words.rate(formatRate(segmentsPerSecond));
  switch (pace) {
    case 'held':
      return words.held;
    case 'suspended':
      return words.suspended;
    case 'links-down':
      return words.linksDown(carriers);
    case 'stalled':
      return carriers === '' ? words.stalledAll : [words.stalled(carriers), rate].join(words.separator);
    default:
      return expectedHandOverAt === null
        ? words.measuring
        : [words.expected(shortly(expectedHandOverAt, batch, formatClock)), rate].join(words.separator);
  }
};
