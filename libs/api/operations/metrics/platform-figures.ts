import { LANES } from '@sms111/domain';
import { Clock, Db, LOG, Metrics, type GaugeOf, type Log } from '@sms111/api/platform';
import { QuotaViews } from '@sms111/api/quota';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { LinkFigures } from './link-figures';
import { PortedFigures } from './ported-figures';

/** However often somebody looks, the database is asked no oftener. */
const FRESH_MS = 5_000;
/** The sum of the whole ledger is worth a look now and then. */
const LEDGER_MS = 15 * 60_000;
/** Counting stops here: more is more than enough to wake somebody. */
const MOST = 100_000;

interface QueueRow {
  lane: number;
  waiting: number;
  held: number;
  oldest: Date | null;
}

interface SumRow {
  claims: number;
  unconfirmed: number;
  unrouted: number;
  unmatched: number;
  mails: number;
  oldest_mail: Date | null;
  mails_given_up: number;
  at_risk: number;
  late: number;
}

/**
 * The state of the platform as PostgreSQL holds it, for Prometheus (RES-2): what waits, what is in doubt, how the links are,
 * which deadlines are in danger. Read when somebody looks, by small indexes, at most every five seconds.
 */
@Injectable()
export class PlatformFigures implements OnModuleInit {
  private readAt = -Infinity;
  private ledgerAt = -Infinity;
  private readonly up: GaugeOf<never>;
  private readonly waiting: GaugeOf<'lane'>;
  private readonly oldest: GaugeOf<'lane'>;
  private readonly held: GaugeOf<'lane'>;
  private readonly sums: GaugeOf<'what'>;
  private readonly mailAge: GaugeOf<never>;
  private readonly deadlines: GaugeOf<'state'>;
  private readonly ledger: GaugeOf<never>;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly quota: QuotaViews,
    private readonly metrics: Metrics,
    private readonly links: LinkFigures,
    private readonly ported: PortedFigures,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.up = metrics.gauge('sms111_database_up', 'Whether the figures below could be read');
    this.waiting = metrics.gauge('sms111_queue_messages', 'Messages that wait for a carrier', ['lane']);
    this.oldest = metrics.gauge('sms111_queue_oldest_seconds', 'Age of the oldest batch that waits', [
      'lane',
    ]);
    this.held = metrics.gauge('sms111_queue_paused_messages', 'Messages of paused batches', ['lane']);
    this.sums = metrics.gauge(
      'sms111_open',
      'What is open: claims, unconfirmed, without-route, unmatched-receipts, mails, mails-given-up',
      ['what'],
    );
    this.mailAge = metrics.gauge('sms111_outbox_oldest_seconds', 'Age of the oldest mail that waits');
    this.deadlines = metrics.gauge('sms111_deadline_batches', 'Batches under way that are at-risk or late', [
      'state',
    ]);
    this.ledger = metrics.gauge(
      'sms111_ledger_imbalances',
      'Quota accounts whose balance is not the sum of their ledger',
    );
  }

  onModuleInit(): void {
    this.metrics.onLook(() => this.look());
  }

  /** Reads what is older than its time. What cannot be read is gone rather than old. */
  async look(): Promise<void> {
    const now = Date.now();
    if (now - this.readAt < FRESH_MS) return;
    this.readAt = now;
    try {
      await this.read();
      this.up.set({}, 1);
    } catch (error) {
      this.log.warn({ err: error }, 'the figures of the platform could not be read');
      for (const gauge of [this.waiting, this.oldest, this.held, this.sums, this.deadlines]) gauge.clear();
      this.links.clear();
      this.ported.clear();
      this.up.set({}, 0);
    }
  }

  private async read(): Promise<void> {
    await this.queue();
    await this.links.read();
    await this.ported.read();
    await this.counts();
    if (Date.now() - this.ledgerAt < LEDGER_MS) return;
    this.ledgerAt = Date.now();
    this.ledger.set({}, (await this.quota.unbalanced(this.db)).length);
  }

  private async queue(): Promise<void> {
    const rows = await this.db.query<QueueRow>(
      `SELECT b.lane, coalesce(sum(waiting_messages) FILTER (WHERE state = 1), 0)::int AS waiting,
              coalesce(sum(waiting_messages) FILTER (WHERE state = 2), 0)::int AS held,
              min(accepted_at) FILTER (WHERE state = 1) AS oldest
         FROM batch b WHERE waiting_messages > 0 AND state IN (1, 2) GROUP BY 1`,
    );
    LANES.forEach((lane, number) => {
      const row = rows.find(each => each.lane === number);
      this.waiting.set({ lane }, row?.waiting ?? 0);
      this.held.set({ lane }, row?.held ?? 0);
      this.oldest.set({ lane }, this.age(row?.oldest ?? null));
    });
  }

  private async counts(): Promise<void> {
    const [row] = await this.db.query<SumRow>(
      `SELECT (SELECT count(*) FROM (SELECT FROM claim LIMIT ${MOST}) c) AS claims,
              (SELECT coalesce(sum(messages), 0)::bigint FROM batch_tally WHERE state = 8 AND messages > 0) AS unconfirmed,
              (SELECT coalesce(sum(messages), 0)::bigint FROM batch_tally WHERE state = 0 AND reason = 9 AND messages > 0)
                AS unrouted,
              (SELECT count(*) FROM (SELECT FROM unmatched_receipt LIMIT ${MOST}) r) AS unmatched,
              o.mails, o.oldest AS oldest_mail,
              (SELECT count(*) FROM (SELECT FROM outbox WHERE given_up_at > $1::timestamptz - interval '1 day' LIMIT ${MOST}) g)
                AS mails_given_up,
              (SELECT count(*) FROM service_level WHERE handed_over_at IS NULL AND state = 'at-risk') AS at_risk,
              (SELECT count(*) FROM service_level WHERE handed_over_at IS NULL AND state = 'missed') AS late
         FROM (SELECT count(*) AS mails, min(created_at) AS oldest
                 FROM (SELECT created_at FROM outbox WHERE done_at IS NULL AND given_up_at IS NULL LIMIT ${MOST}) w) o`,
      [this.clock.now()],
    );
    if (!row) return;
    this.sums.set({ what: 'claims' }, row.claims);
    this.sums.set({ what: 'unconfirmed' }, row.unconfirmed);
    this.sums.set({ what: 'without-route' }, row.unrouted);
    this.sums.set({ what: 'unmatched-receipts' }, row.unmatched);
    this.sums.set({ what: 'mails' }, row.mails);
    this.sums.set({ what: 'mails-given-up' }, row.mails_given_up);
    this.mailAge.set({}, this.age(row.oldest_mail));
    this.deadlines.set({ state: 'at-risk' }, row.at_risk);
    this.deadlines.set({ state: 'late' }, row.late);
  }

  private age(since: Date | null): number {
    return since ? Math.max(0, (this.clock.ms() - since.getTime()) / 1000) : 0;
  }
}
