import { MonthPartitions, MonthViews, type MonthFigures } from '@sms111/api/messages';
import { Clock, Config, type Reader } from '@sms111/api/platform';
import type { monthBlocker } from '@sms111/contracts';
import { monthBegins, monthPlus, monthsLater, type Month } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { LegalHolds } from './legal-holds';

export type Blocker = (typeof monthBlocker)['options'][number];

export interface GateVerdict {
  readonly blockers: readonly Blocker[];
  /** From when on the month may go; `null` while its last final state is unknown. */
  readonly dueAt: Date | null;
  /** Agencies whose records stay because of a legal hold; nobody else's do. */
  readonly spared: readonly string[];
}

/**
 * When a month's records may go (SEC-7): six months after the final state of its last message, never while something in
 * it is scheduled or unresolved, never what a legal hold keeps. A hold on one agency does not keep the others' records.
 */
@Injectable()
export class MonthGate {
  private readonly months: number;

  constructor(
    private readonly clock: Clock,
    config: Config,
    private readonly partitions: MonthPartitions,
    private readonly views: MonthViews,
    private readonly holds: LegalHolds,
  ) {
    this.months = config.get('RETENTION_MONTHS');
  }

  async judge(reader: Reader, figures: MonthFigures): Promise<GateVerdict> {
    const { month } = figures;
    const now = this.clock.now();
    const blockers: Blocker[] = [];
    const standing = await this.partitions.months(reader);
    const whole = await this.holds.holdsMonth(reader, month, now);
    const held = await this.holds.agencies(reader, now, month);
    const spared = held.length > 0 ? await this.views.agenciesIn(reader, month, held) : [];
    const dueAt = this.dueAt(figures);
    if (!standing.includes(month)) blockers.push('gone');
    if (now.getTime() < endOf(month)) blockers.push('not-over');
    if (figures.unresolved > 0) blockers.push('unresolved');
    if (!dueAt || now < dueAt) blockers.push('too-young');
    const nobodyElse = spared.length > 0 && !(await this.views.hasOthers(reader, month, spared));
    if (whole || nobodyElse) blockers.push('held');
    return { blockers, dueAt, spared };
  }

  /** An empty month goes with its age. */
  private dueAt({ month, messages, lastFinalAt }: MonthFigures): Date | null {
    if (messages === 0 && !lastFinalAt) return new Date(monthsLater(endOf(month), this.months));
    return lastFinalAt && new Date(monthsLater(lastFinalAt.getTime(), this.months));
  }
}

const endOf = (month: Month): number => monthBegins(monthPlus(month, 1));
