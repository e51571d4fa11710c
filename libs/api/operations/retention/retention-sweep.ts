import { PurgeUploads } from '@sms111/api/intake';
import { MonthPartitions, MonthViews, SurveyMonth } from '@sms111/api/messages';
import { ForgetNotices } from '@sms111/api/notices';
import { Clock, Config, Db, LOG, type Log, Round } from '@sms111/api/platform';
import { monthAt, monthPlus } from '@sms111/domain';
import { Inject, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { CarryOutDestruction } from './carry-out-destruction';
import { EndLog } from './end-log';
import { LegalHolds } from './legal-holds';
import { MonthGate } from './month-gate';
import { ProposeDestruction } from './propose-destruction';

const EVERY_MS = 30_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const KEEP_LETTERS_MS = 30 * DAY_MS;

/** What time does to records. Every step may run in several workers at once. */
@Injectable()
export class RetentionSweep {
  private readonly round = new Round();
  private lookedAt = -Infinity;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly partitions: MonthPartitions,
    private readonly views: MonthViews,
    private readonly survey: SurveyMonth,
    private readonly gate: MonthGate,
    private readonly holds: LegalHolds,
    private readonly propose: ProposeDestruction,
    private readonly destruction: CarryOutDestruction,
    private readonly log: EndLog,
    private readonly uploads: PurgeUploads,
    private readonly notices: ForgetNotices,
    @Inject(LOG) private readonly logger: Log,
  ) {}

  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.round.begin(
      () => this.run(),
      error => this.logger.warn({ err: error }, 'the retention sweep failed'),
    );
  }

  /** Destructions at once; the rest once an hour. A fault of one step does not keep the others from running. */
  async run(): Promise<void> {
    // A clock that was set back must not stop it.
    const hourly = Math.abs(this.clock.ms() - this.lookedAt) >= HOUR_MS;
    if (hourly) this.lookedAt = this.clock.ms();
    const steps: Record<string, () => Promise<unknown>> = {
      ...(hourly && {
        surveys: () => this.surveys(),
        schedule: () => this.schedule(),
        log: () => this.log.execute(),
        uploads: () => this.unsent(),
        letters: () => this.letters(),
      }),
      destructions: async () => {
        while ((await this.destruction.execute()) !== null);
      },
    };
    for (const [name, step] of Object.entries(steps)) {
      await step().catch((error: unknown) =>
        this.logger.warn({ err: error, step: name }, 'a step of the retention sweep failed'),
      );
    }
  }

  /** The months that are written to each hour, the finished ones once a day. */
  private async surveys(): Promise<void> {
    const known = new Map(
      (await this.views.surveys(this.db)).map(each => [each.month, each.surveyedAt.getTime()]),
    );
    const now = this.clock.ms();
    for (const month of await this.partitions.months(this.db)) {
      if (month > monthAt(now)) continue;
      const age = monthPlus(month, 1) < monthAt(now) ? DAY_MS : HOUR_MS;
      if (now - (known.get(month) ?? -Infinity) >= age) await this.survey.execute(this.db, month);
    }
  }

  /** Where policy leaves it to the clock, what is due goes without two persons. */
  private async schedule(): Promise<void> {
    if (!this.config.get('RETENTION_AUTOMATIC')) return;
    const open = await this.db.query<{ month: number }>(
      `SELECT month FROM destruction WHERE state NOT IN ('withdrawn', 'done')`,
    );
    for (const figures of await this.views.surveys(this.db)) {
      if (open.some(({ month }) => month === figures.month)) continue;
      const { blockers } = await this.gate.judge(this.db, figures);
      if (blockers.length === 0) await this.propose.execute(null, figures.month);
    }
  }

  private async unsent(): Promise<void> {
    const before = new Date(this.clock.ms() - this.config.get('UNSENT_UPLOAD_DAYS') * DAY_MS);
    const held = await this.holds.agencies(this.db, this.clock.now(), null);
    while ((await this.db.transaction(tx => this.uploads.execute(tx, before, held))) > 0);
  }

  private async letters(): Promise<void> {
    const before = new Date(this.clock.ms() - KEEP_LETTERS_MS);
    while ((await this.db.transaction(tx => this.notices.letters(tx, before))) > 0);
  }
}
