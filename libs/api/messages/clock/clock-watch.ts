import { Clock, Db, int8s, LOG, type Log, Round, type Tx } from '@sms111/api/platform';
import type { PaceSample } from '@sms111/domain';
import { Inject, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { B, S } from '../codes';
import type { TallyRow } from '../stages';
import {
  carriersUp,
  CLOCK_COLUMNS,
  CLOCK_JOINS,
  clockOf,
  handedByCarrier,
  startOf,
  type ClockRow,
} from './batch-clock';
import { CarrierSampling, windowsOf, type Divided } from './carrier-sampling';
import { ClockAlarm } from './clock-alarm';
import { ServiceLevels, type Figure } from './service-levels';

const EVERY_MS = 5_000;
/** Between two samples of a batch at least: two workers that look at once make one. */
const SAMPLE_MS = 4_000;
/** A minute of samples is kept. */
const SAMPLES = 13;
/** Most batches are through before they are this old: they only get their figure. */
const YOUNG_MS = 3_000;
/** What is older is history that got its figure late: nobody is woken for it. */
const NEWS_MS = 3_600_000;
const AT_ONCE = 500;
/** Blocks that are opened in one round to look how recipients divide: of twenty large batches, or of hundreds of single messages. */
const OPENED = 640;
/** Of what could not be routed it is seen again after so long. */
const SAMPLED_AGAIN_MS = 60_000;
/** Any number; its lock makes the watch of one worker wait for that of another. */
const LOCK = 111_0006;

interface WatchedRow extends ClockRow {
  readonly id: number;
  readonly unit_id: string;
  readonly account_id: string;
  readonly name: string;
  readonly messages: number;
  readonly sampled_at: Date | null;
  readonly figure_points: number | null;
}

const SELECT = `
  SELECT b.id, b.unit_id, b.account_id, b.name, b.state, b.deadline_at, b.handed_over_at, b.messages, b.segments,
         s.points AS figure_points, ${CLOCK_COLUMNS}, t.tally
    FROM batch b ${CLOCK_JOINS}
   CROSS JOIN LATERAL (
     SELECT coalesce(json_agg(json_build_object('carrier', carrier, 'state', state, 'reason', reason,
                                                'messages', messages, 'segments', segments)), '[]') AS tally
       FROM batch_tally WHERE batch = b.id AND messages > 0) t`;

/**
 * Looks at the clocks of the batches under way every few seconds: measures their pace from the tallies (a row a batch, no cost
 * a message), judges them, sounds the alarm before a deadline is missed, and keeps the figure when the last segment is with
 * its carrier. It may run in several workers at once and be late: nothing is lost, because the figure follows from the
 * instants that the hand-over itself wrote down.
 */
@Injectable()
export class ClockWatch {
  private readonly round = new Round();
  /** Batches of which nothing could be routed, and when that was seen. */
  private readonly undivided = new Map<number, number>();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly sampling: CarrierSampling,
    private readonly levels: ServiceLevels,
    private readonly alarm: ClockAlarm,
    @Inject(LOG) private readonly log: Log,
  ) {}

  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.round.begin(
      () => this.run(),
      error => this.log.warn({ err: error }, 'the clocks of the batches were not looked at'),
    );
  }

  async run(): Promise<void> {
    await this.divide();
    let after: number | null = -1;
    while (after !== null) after = await this.next(after);
    await this.inTurn(tx => this.reopened(tx));
    while ((await this.inTurn(tx => this.ended(tx))) === AT_ONCE);
  }

  /** Looks how the recipients of new batches divide. Outside of any transaction: blocks are opened for it. */
  private async divide(): Promise<void> {
    const now = this.clock.ms();
    for (const [id, at] of this.undivided) if (now - at >= SAMPLED_AGAIN_MS) this.undivided.delete(id);
    const waiting = await this.db.query<Divided>(
      `SELECT b.id, b.messages FROM batch b LEFT JOIN batch_pace p ON p.batch = b.id
        WHERE b.waiting_messages > 0 AND b.state = ${B.dispatching} AND b.accepted_at <= $1 AND p.shares IS NULL
          AND b.id <> ALL ($2::bigint[])
        ORDER BY b.id DESC LIMIT ${OPENED}`,
      [this.before(YOUNG_MS), int8s([...this.undivided.keys()])],
    );
    let opened = 0;
    const batches = waiting.filter(batch => (opened += windowsOf(batch)) <= OPENED);
    const shares = await this.sampling.of(batches);
    for (const [i, { id }] of batches.entries()) if (!shares[i]) this.undivided.set(id, now);
    const divided = batches.flatMap(({ id }, i) => (shares[i] ? [{ id, shares: shares[i] }] : []));
    if (divided.length === 0) return;
    await this.db.query(
      `INSERT INTO batch_pace (batch, shares)
       SELECT id, shares FROM jsonb_to_recordset($1::jsonb) AS d (id bigint, shares jsonb)
       ON CONFLICT (batch) DO UPDATE SET shares = excluded.shares`,
      [JSON.stringify(divided)],
    );
  }

  private next(after: number): Promise<number | null> {
    return this.inTurn(tx => this.underWay(tx, after));
  }

  /** One page of the batches under way; answers where the next begins, `null` when there is none. */
  private async underWay(tx: Tx, after: number): Promise<number | null> {
    const now = this.clock.now();
    const rows = await tx.query<WatchedRow>(
      `${SELECT} WHERE b.waiting_messages > 0 AND b.id > $1 AND b.state IN (${B.dispatching}, ${B.paused})
                   AND b.accepted_at <= $2 ORDER BY b.id LIMIT ${AT_ONCE}`,
      [after, this.before(YOUNG_MS)],
    );
    const up = await carriersUp(tx, now);
    await this.judge(tx, rows, up, now);
    await this.sample(
      tx,
      rows.filter(row => row.state === B.dispatching && this.isDue(row, now)),
      now,
    );
    return rows.length === AT_ONCE ? (rows.at(-1)?.id ?? null) : null;
  }

  /** A late answer may make a message due again after all had been handed over: the figure was too early. */
  private async reopened(tx: Tx): Promise<void> {
    await tx.execute('UPDATE batch SET clocked = false WHERE clocked AND waiting_messages > 0');
  }

  /** Batches whose last segment is with its carrier, and that have no figure of it; answers how many. */
  private async ended(tx: Tx): Promise<number> {
    const now = this.clock.now();
    const rows = await tx.query<WatchedRow>(
      `${SELECT} WHERE NOT b.clocked AND b.waiting_messages = 0 AND b.handed_over_at IS NOT NULL
                 ORDER BY b.id LIMIT ${AT_ONCE}`,
    );
    await this.judge(tx, rows, new Set(), now);
    const ids = rows.map(row => row.id);
    await tx.execute('UPDATE batch SET clocked = true WHERE id = ANY ($1)', [ids]);
    await tx.execute('DELETE FROM batch_pace WHERE batch = ANY ($1)', [ids]);
    return rows.length;
  }

  private async judge(
    tx: Tx,
    rows: readonly WatchedRow[],
    up: ReadonlySet<string>,
    now: Date,
  ): Promise<void> {
    const judged = rows.map(row => ({ row, ...clockOf(row, up, now.getTime()) }));
    const changed = judged.filter(
      ({ row, verdict }) =>
        row.handed_over_at !== null ||
        row.clock_state !== verdict.state ||
        row.figure_points !== verdict.points,
    );
    const written = await this.levels.write(
      tx,
      changed.map(({ row, verdict }): Figure => ({
        batch: row.id,
        unitId: row.unit_id,
        state: verdict.state,
        acceptedAt: new Date(startOf(row)),
        deadlineAt: row.deadline_at,
        messages: row.messages,
        segments: row.segments,
        handedOverAt: row.handed_over_at,
        usedMs: row.handed_over_at ? verdict.usedMs : null,
        points: verdict.points,
        pointsWithPauses: verdict.pointsWithPauses,
      })),
      now,
    );
    const before = new Map(written.map(each => [each.batch, each.was]));
    for (const { row, verdict, kind } of changed) {
      const news = !row.handed_over_at || now.getTime() - row.handed_over_at.getTime() < NEWS_MS;
      if (!news || before.get(row.id) === verdict.state) continue;
      await this.alarm.sound(tx, {
        batch: row.id,
        accountId: row.account_id,
        name: row.name,
        state: verdict.state,
        dueAt: new Date(verdict.dueMs),
        waiting: waitingSegments(row.tally),
        why: kind,
      });
    }
  }

  private async sample(tx: Tx, rows: readonly WatchedRow[], now: Date): Promise<void> {
    if (rows.length === 0) return;
    await tx.execute(
      `INSERT INTO batch_pace AS p (batch, samples, sampled_at)
       SELECT batch, samples::jsonb, $3 FROM unnest($1::bigint[], $2::text[]) AS r (batch, samples) ORDER BY batch
       ON CONFLICT (batch) DO UPDATE SET samples = excluded.samples, sampled_at = excluded.sampled_at`,
      [rows.map(row => row.id), rows.map(row => JSON.stringify(samplesAfter(row, now))), now],
    );
  }

  private isDue({ sampled_at }: WatchedRow, now: Date): boolean {
    return !sampled_at || now.getTime() - sampled_at.getTime() >= SAMPLE_MS;
  }

  private before(ms: number): Date {
    return new Date(this.clock.ms() - ms);
  }

  /** Two workers look one after the other: the second one sees what the first has written. */
  private inTurn<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.db.transaction(async tx => {
      await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      return work(tx);
    });
  }
}

const samplesAfter = (row: WatchedRow, now: Date): PaceSample[] =>
  [...row.samples, { at: now.getTime(), handed: handedByCarrier(row.tally) }].slice(-SAMPLES);

const waitingSegments = (tally: readonly TallyRow[]): number =>
  tally.filter(row => row.state === S.accepted).reduce((sum, row) => sum + row.segments, 0);
