import {
  ApplyReceipts,
  CloseMessages,
  DoubtLinks,
  oldestValid,
  RANGE,
  RECEIPT_WINDOW_MS,
  type DispatchJob,
} from '@sms111/api/messages';
import { Clock, Db, LOG, type Log, Round, type Tx } from '@sms111/api/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Interval, Timeout } from '@nestjs/schedule';
import { Claims } from './claims';
import { closeEach } from './close-each';
import { Dispatcher } from './dispatcher';

const EVERY_MS = 5_000;
const HOURLY_MS = 3_600_000;
const RECENT_MS = 10 * 60_000;
const MOST_RANGES = 1_000;
const BEGINNING = { batch: 0, from: -1 };

/**
 * The safety net, every five seconds: whatever a lost Redis, a dead worker or a missed moment left behind is found
 * from PostgreSQL alone. Every step may run in several workers at once.
 */
@Injectable()
export class Sweep {
  private readonly round = new Round();
  private readonly times = new Map<string, number>();
  private looked = BEGINNING;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly claims: Claims,
    private readonly close: CloseMessages,
    private readonly doubt: DoubtLinks,
    private readonly receipts: ApplyReceipts,
    private readonly dispatcher: Dispatcher,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** What a killed worker left is planned when the links are bound, not up to five seconds later. */
  @Timeout(0)
  async first(): Promise<void> {
    await this.tick();
  }

  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.round.begin(
      () => this.run(),
      error => this.log.warn({ err: error }, 'the sweep failed'),
    );
  }

  /** All steps; a fault of one does not keep the others from running. */
  async run(): Promise<void> {
    const steps: Record<string, () => Promise<void>> = {
      deadClaims: () => this.deadClaims(),
      earlyReceipts: () => this.earlyReceipts(),
      cancelled: () => this.cancelled(),
      due: () => this.due(),
      oldReceipts: () => this.oldReceipts(),
      partitions: () => this.partitions(),
    };
    for (const [name, step] of Object.entries(steps)) {
      await step().catch((error: unknown) =>
        this.log.warn({ err: error, step: name }, 'a sweep step failed'),
      );
    }
  }

  /** Messages in the hands of a worker that died: they may have left. */
  private async deadClaims(): Promise<void> {
    // One claim a transaction: nobody waits for two batches in a ring.
    while (await this.db.transaction(tx => this.deadClaim(tx)));
  }

  private async deadClaim(tx: Tx): Promise<boolean> {
    const claim = await this.claims.closeDead(tx);
    if (!claim) return false;
    const count = await this.close.unconfirmed(tx, claim.batch, claim.seqs, claim.carrier, this.clock.now());
    const { batch, carrier, link } = claim;
    await this.doubt.remember(
      tx,
      claim.seqs.map(seq => ({ batch, seq, carrier, link })),
    );
    this.log.warn({ batch: claim.batch, count }, 'a claim outlived its worker');
    return true;
  }

  private async earlyReceipts(): Promise<void> {
    const now = this.clock.now();
    // The eldest of them seldom find anything: they are looked at once an hour.
    const all = this.isTime('earlyReceipts', HOURLY_MS);
    const since = new Date(now.getTime() - (all ? RECEIPT_WINDOW_MS : RECENT_MS));
    while ((await this.db.transaction(tx => this.receipts.again(tx, now, since), 'by-key')) > 0);
    if (all) await this.db.transaction(tx => this.receipts.againWithoutNumber(tx, now));
  }

  private async cancelled(): Promise<void> {
    const batches = await this.close.cancelledWaiting(this.db);
    await closeEach(this.db, this.log, batches, (tx, { batch }) =>
      this.close.cancelled(tx, batch, this.clock.now()),
    );
  }

  /**
   * Ranges with something due, a thousand a time in the order of their keys, from where the last look ended: one batch that
   * cannot move must not hide the others. What is no longer valid is left to the clock. They go into this worker's own plan, whatever the queue knows of them.
   */
  private async due(): Promise<void> {
    const now = this.clock.now();
    const ranges = await this.db.query<DispatchJob>(
      `SELECT b.id AS batch, b.lane, b.agency_id AS agency, r.n * ${RANGE} AS "from",
              least((r.n + 1) * ${RANGE}, b.messages) - 1 AS "to",
              ceil(b.segments::numeric * least(${RANGE}, b.messages - r.n * ${RANGE}) / b.messages)::int AS segments
         FROM batch b
         JOIN agency a ON a.id = b.agency_id AND a.status = 'active'
        CROSS JOIN LATERAL generate_series(0, (b.messages - 1) / ${RANGE}) AS r (n)
        WHERE b.state = 1 AND b.waiting_messages > 0 AND b.id >= $2 AND b.id >= $4 AND (b.id > $2 OR r.n * ${RANGE} > $3)
          AND (SELECT true FROM message_state s
                WHERE s.batch = b.id AND s.seq BETWEEN r.n * ${RANGE} AND r.n * ${RANGE} + ${RANGE - 1}
                  AND s.state = 0 AND (s.next_attempt_at IS NULL OR s.next_attempt_at <= $1) LIMIT 1)
        ORDER BY b.id, r.n LIMIT ${MOST_RANGES}`,
      [now, this.looked.batch, this.looked.from, oldestValid(now)],
    );
    const last = ranges.at(-1);
    this.looked = last && ranges.length === MOST_RANGES ? last : BEGINNING;
    this.dispatcher.found(ranges);
  }

  /** Receipts for ids that nobody ever knew. */
  private async oldReceipts(): Promise<void> {
    if (!this.isTime('oldReceipts', HOURLY_MS)) return;
    await this.db.transaction(tx => this.receipts.forgetOld(tx, this.clock.now()));
  }

  /** The tables of the coming months, once an hour: they must stand before the first message of a month. */
  private async partitions(): Promise<void> {
    if (!this.isTime('partitions', HOURLY_MS)) return;
    await this.db.query(
      `SELECT make_partitions((date_trunc('month', $1::timestamptz AT TIME ZONE 'Asia/Taipei') + n * interval '1 month')::date)
         FROM generate_series(0, 3) AS n`,
      [this.clock.now()],
    );
  }

  /** Whether a step's pause is over; then it begins anew. */
  private isTime(step: string, everyMs: number): boolean {
    const now = Date.now();
    if (now - (this.times.get(step) ?? -Infinity) < everyMs) return false;
    this.times.set(step, now);
    return true;
  }
}
