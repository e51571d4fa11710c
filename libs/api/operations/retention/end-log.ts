import { AuditTrail, PLATFORM } from '@sms111/api/audit';
import { DropLog, MonthViews } from '@sms111/api/messages';
import { Clock, Db } from '@sms111/api/platform';
import { monthBegins, monthPlus, monthsLater, type Month } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { LegalHolds } from './legal-holds';

/** Three years (GSP-27); an agency may have agreed to more. */
export const LOG_MONTHS = 36;

/** Ends the transaction log of months whose period is over. */
@Injectable()
export class EndLog {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly log: DropLog,
    private readonly views: MonthViews,
    private readonly holds: LegalHolds,
    private readonly audit: AuditTrail,
  ) {}

  /** How many batches left the log. */
  async execute(): Promise<number> {
    const finals = new Map((await this.views.surveys(this.db)).map(each => [each.month, each.lastFinalAt]));
    let ended = 0;
    for (const month of await this.log.months(this.db)) {
      const from = Math.max(monthBegins(monthPlus(month, 1)), finals.get(month)?.getTime() ?? 0);
      if (this.clock.ms() < monthsLater(from, LOG_MONTHS)) continue;
      ended += await this.end(month, from);
    }
    return ended;
  }

  private async end(month: Month, from: number): Promise<number> {
    const now = this.clock.now();
    if (await this.holds.holdsMonth(this.db, month, now)) return 0;
    const periods = await this.db.query<{ id: string; months: number }>(
      'SELECT agency_id AS id, months FROM log_period',
    );
    const kept = periods
      .filter(({ months }) => this.clock.ms() < monthsLater(from, months))
      .map(({ id }) => id);
    const held = await this.holds.agencies(this.db, now, month);
    let batches = 0;
    for (let some = 1; some > 0; batches += some) {
      some = await this.db.transaction(tx => this.log.some(tx, month, [...kept, ...held]));
    }
    const whole = await this.log.end(this.db, month);
    if (batches > 0 || whole) {
      await this.db.transaction(tx =>
        this.audit.record(tx, PLATFORM, { action: 'message-log.dropped', detail: { month, batches, whole } }),
      );
    }
    return batches;
  }
}
