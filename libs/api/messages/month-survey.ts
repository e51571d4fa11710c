import { Clock, type Reader } from '@sms111/api/platform';
import { batchIdAt, BATCH_EPOCH_MS, monthAt, monthBounds, monthPlus, type Month } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { S, STATE, B, BATCH_STATE } from './codes';

/** What a month holds, and what keeps it open. */
export interface MonthFigures {
  readonly month: Month;
  readonly batches: number;
  readonly messages: number;
  readonly segments: number;
  /** Of its partitions, with their indexes. */
  readonly bytes: number;
  /** Messages without a final state, and batches that are still scheduled, under way or stopped. */
  readonly unresolved: number;
  /** The final state that came last; `null` where there is none, or the month is too young to be asked. */
  readonly lastFinalAt: Date | null;
  readonly surveyedAt: Date;
}

/** A day of batch ids. */
const DAY = batchIdAt(BATCH_EPOCH_MS + 86_400_000);
/** Months that ended less than this ago cannot be due: their partitions are not walked through. */
const YOUNG_MONTHS = 5;

export const NOT_FINAL: readonly number[] = [
  S.accepted,
  STATE.number('submitting'),
  S.submitted,
  S.unconfirmed,
];
const NOT_OVER: readonly number[] = [BATCH_STATE.number('scheduled'), B.dispatching, B.paused];

interface Walked {
  readonly last: Date | null;
  readonly open: number;
}
const NOTHING: Walked = { last: null, open: 0 };

/**
 * Counts a month (SEC-7). The last final state is asked of the messages themselves, a day at a time, because a late
 * receipt or a person may have had the last word long after the batch was over. It takes as long as a walk through the
 * partition, so it runs in no transaction.
 */
@Injectable()
export class SurveyMonth {
  constructor(private readonly clock: Clock) {}

  async execute(reader: Reader, month: Month): Promise<MonthFigures> {
    const { low, high } = monthBounds(month);
    const [sums] = await reader.query<{
      batches: number;
      messages: number;
      segments: number;
      last: Date | null;
      open: number;
    }>(
      `SELECT count(*)::int AS batches, coalesce(sum(b.messages), 0)::bigint AS messages,
              coalesce(sum(b.segments), 0)::bigint AS segments, max(b.completed_at) AS last,
              greatest(
                count(*) FILTER (WHERE b.shredded_at IS NULL
                  AND (b.state = ANY ($3) OR b.waiting_messages > 0 OR b.open_messages > 0)),
                (SELECT coalesce(sum(t.messages), 0) FROM batch_tally t
                  WHERE t.messages > 0 AND t.state IN (0, 2, 8) AND t.batch >= $1 AND t.batch < $2))::bigint AS open
         FROM batch b WHERE b.id >= $1 AND b.id < $2`,
      [low, high, NOT_OVER],
    );
    const [size] = await reader.query<{ bytes: number }>(
      `SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint AS bytes
         FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent
        WHERE c.relname = p.relname || '_' || $1::text AND p.relname <> 'message_log'`,
      [String(month)],
    );
    const old = monthPlus(month, YOUNG_MONTHS + 1) <= monthAt(this.clock.ms());
    const walked = old ? await this.walk(reader, month) : NOTHING;
    const strays = old ? await this.strays(reader, month) : NOTHING;
    const figures: MonthFigures = {
      month,
      batches: sums?.batches ?? 0,
      messages: sums?.messages ?? 0,
      segments: sums?.segments ?? 0,
      bytes: size?.bytes ?? 0,
      unresolved: Math.max(sums?.open ?? 0, walked.open) + strays.open,
      lastFinalAt: old ? [walked.last, strays.last, sums?.last ?? null].reduce(latest) : null,
      surveyedAt: this.clock.now(),
    };
    await this.keep(reader, figures);
    return figures;
  }

  /**
   * Batches that lie in another month's partitions but under this month's keys, because a clock ran back over the end of a
   * month: they would become unreadable with it, so the month waits for them too.
   */
  private async strays(reader: Reader, month: Month): Promise<Walked> {
    const { low, high } = monthBounds(month);
    const [found] = await reader.query<Walked>(
      `SELECT max(m.last) AS last, coalesce(sum(m.open), 0)::bigint AS open
         FROM batch b
        CROSS JOIN LATERAL (SELECT max(s.final_at) AS last, count(*) FILTER (WHERE s.state = ANY ($4)) AS open
                              FROM message_state s WHERE s.batch = b.id) m
        WHERE b.shredded_at IS NULL AND (b.id < $1 OR b.id >= $2)
          AND b.key_id IN (SELECT id FROM data_key WHERE month = $3 AND purpose = 'seal' AND destroyed_at IS NULL)`,
      [low, high, month, NOT_FINAL],
    );
    return found ?? NOTHING;
  }

  private async walk(reader: Reader, month: Month): Promise<Walked> {
    const { high } = monthBounds(month);
    let last: Date | null = null;
    let open = 0;
    for (let from = monthBounds(month).low; from < high; from += DAY) {
      const [day] = await reader.query<{ last: Date | null; open: number }>(
        `SELECT max(final_at) AS last, (count(*) FILTER (WHERE state = ANY ($3)))::bigint AS open
           FROM message_state WHERE batch >= $1 AND batch < $2`,
        [from, Math.min(from + DAY, high), NOT_FINAL],
      );
      last = latest(last, day?.last ?? null);
      open += day?.open ?? 0;
    }
    return { last, open };
  }

  private async keep(reader: Reader, figures: MonthFigures): Promise<void> {
    await reader.query(
      `INSERT INTO month_survey (month, batches, messages, segments, bytes, unresolved, last_final_at, surveyed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (month) DO UPDATE SET batches = excluded.batches, messages = excluded.messages,
         segments = excluded.segments, bytes = excluded.bytes, unresolved = excluded.unresolved,
         last_final_at = excluded.last_final_at, surveyed_at = excluded.surveyed_at`,
      [
        figures.month,
        figures.batches,
        figures.messages,
        figures.segments,
        figures.bytes,
        figures.unresolved,
        figures.lastFinalAt,
        figures.surveyedAt,
      ],
    );
  }
}

const latest = (a: Date | null, b: Date | null): Date | null => (!a || (b && b > a) ? b : a);
