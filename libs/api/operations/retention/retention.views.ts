import { MonthPartitions, MonthViews, type MonthFigures } from '@sms111/api/messages';
import { Clock, Config, MasterKeyViews, RewrapKeys, type Actor, type Reader } from '@sms111/api/platform';
import type { AnswerOf, showRetention } from '@sms111/contracts';
import { monthAt } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { CertificateViews } from './certificate.views';
import { LOG_MONTHS } from './end-log';
import { MonthGate, type Blocker } from './month-gate';

type Retention = AnswerOf<typeof showRetention>;
type MonthLine = Retention['months'][number];
type Destruction = NonNullable<MonthLine['destruction']>;

interface RunRow {
  id: string;
  month: number;
  state: Destruction['step'];
  whole: boolean;
  proposed_by: string | null;
  proposed_name: string | null;
  proposed_at: Date;
  approved_name: string | null;
  failed_at: Date | null;
}

interface HoldRow {
  id: string;
  agency: string | null;
  month: number | null;
  reason: string;
  until: Date | null;
  set_by: string;
  set_at: Date;
  ended_by: string | null;
  ended_at: Date | null;
  end_reason: string | null;
  in_force: boolean;
}

/** The page 紀錄保存: months, holds, certificates, keys. It walks through no partition. */
@Injectable()
export class RetentionViews {
  constructor(
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly months: MonthViews,
    private readonly partitions: MonthPartitions,
    private readonly gate: MonthGate,
    private readonly certificates: CertificateViews,
    private readonly masters: MasterKeyViews,
    private readonly wrapping: RewrapKeys,
  ) {}

  async show(reader: Reader, actor: Actor): Promise<Retention> {
    const agencies = await reader.query<{ id: string; name: string }>(
      'SELECT id, name FROM agency ORDER BY name',
    );
    const names = new Map(agencies.map(({ id, name }) => [id, name]));
    const runs = await this.runs(reader);
    const months: MonthLine[] = [];
    for (const figures of await this.figures(reader, runs)) {
      months.push(await this.line(reader, actor, figures, runs, names));
    }
    return {
      policy: {
        months: this.config.get('RETENTION_MONTHS'),
        automatic: this.config.get('RETENTION_AUTOMATIC'),
        backupDays: this.config.get('BACKUP_DAYS'),
        unsentUploadDays: this.config.get('UNSENT_UPLOAD_DAYS'),
        logMonths: LOG_MONTHS,
      },
      months,
      holds: await this.holds(reader),
      certificates: await this.certificates.list(reader),
      masterKeys: (await this.masters.list(reader)).map(master => ({
        ...master,
        firstUsedAt: master.firstUsedAt?.toISOString() ?? null,
        retiredAt: master.retiredAt?.toISOString() ?? null,
      })),
      keysLeft: await this.wrapping.left(reader),
      logPeriods: await reader.query(
        `SELECT p.agency_id AS "agencyId", a.name AS agency, p.months, p.reason
           FROM log_period p JOIN agency a ON a.id = p.agency_id ORDER BY a.name`,
      ),
      agencies,
    };
  }

  /**
   * Months that have partitions or had; those that nobody has counted yet stand empty. Tables of months to come are made in
   * advance and hold nothing.
   */
  private async figures(reader: Reader, runs: readonly RunRow[]): Promise<MonthFigures[]> {
    const surveys = new Map((await this.months.surveys(reader)).map(each => [each.month, each]));
    const now = monthAt(this.clock.ms());
    const standing = (await this.partitions.months(reader)).filter(month => month <= now);
    const gone = runs.filter(run => run.state === 'done').map(run => run.month);
    const all = [...new Set([...standing, ...gone])].sort((a, b) => b - a);
    return all.map(month => surveys.get(month) ?? uncounted(month));
  }

  private async line(
    reader: Reader,
    actor: Actor,
    figures: MonthFigures,
    runs: readonly RunRow[],
    names: ReadonlyMap<string, string>,
  ): Promise<MonthLine> {
    const { month } = figures;
    const own = runs.filter(run => run.month === month);
    const open = own.find(run => run.state !== 'done');
    const verdict = await this.gate.judge(reader, figures);
    const counted = figures.surveyedAt.getTime() > 0;
    return {
      month: String(month),
      state: stateOf(own, open, verdict.blockers, counted),
      batches: figures.batches,
      messages: figures.messages,
      segments: figures.segments,
      bytes: verdict.blockers.includes('gone') ? 0 : figures.bytes,
      unresolved: figures.unresolved,
      lastFinalAt: figures.lastFinalAt?.toISOString() ?? null,
      dueAt: counted ? (verdict.dueAt?.toISOString() ?? null) : null,
      surveyedAt: counted ? figures.surveyedAt.toISOString() : null,
      blockers: [...verdict.blockers],
      held: verdict.spared.map(id => names.get(id) ?? id),
      destruction: open
        ? {
            id: open.id,
            step: open.state,
            proposedBy: open.proposed_name,
            proposedAt: open.proposed_at.toISOString(),
            mine: open.proposed_by === actor.accountId,
            approvedBy: open.approved_name,
            stalled: open.failed_at !== null,
          }
        : null,
    };
  }

  private runs(reader: Reader): Promise<RunRow[]> {
    return reader.query<RunRow>(
      `SELECT d.id, d.month, d.state, cardinality(d.spared) = 0 AS whole, d.proposed_by, p.name AS proposed_name,
              d.proposed_at, q.name AS approved_name, d.failed_at
         FROM destruction d LEFT JOIN account p ON p.id = d.proposed_by LEFT JOIN account q ON q.id = d.approved_by
        WHERE d.state <> 'withdrawn' ORDER BY d.proposed_at`,
    );
  }

  private async holds(reader: Reader): Promise<Retention['holds']> {
    const rows = await reader.query<HoldRow>(
      `SELECT h.id, g.name AS agency, h.month, h.reason, h.until, s.name AS set_by, h.set_at, e.name AS ended_by,
              h.ended_at, h.end_reason, h.ended_at IS NULL AND (h.until IS NULL OR h.until > $1) AS in_force
         FROM legal_hold h LEFT JOIN agency g ON g.id = h.agency_id
         JOIN account s ON s.id = h.set_by LEFT JOIN account e ON e.id = h.ended_by
        ORDER BY (h.ended_at IS NULL) DESC, h.set_at DESC LIMIT 200`,
      [this.clock.now()],
    );
    return rows.map(row => ({
      id: row.id,
      agency: row.agency,
      month: row.month === null ? null : String(row.month),
      reason: row.reason,
      until: row.until?.toISOString() ?? null,
      setBy: row.set_by,
      setAt: row.set_at.toISOString(),
      endedBy: row.ended_by,
      endedAt: row.ended_at?.toISOString() ?? null,
      endReason: row.end_reason,
      inForce: row.in_force,
    }));
  }
}

const uncounted = (month: number): MonthFigures => ({
  month,
  batches: 0,
  messages: 0,
  segments: 0,
  bytes: 0,
  unresolved: 0,
  lastFinalAt: null,
  surveyedAt: new Date(0),
});

const stateOf = (
  own: readonly RunRow[],
  open: RunRow | undefined,
  blockers: readonly Blocker[],
  counted: boolean,
): MonthLine['state'] => {
  if (open) return open.state === 'proposed' ? 'proposed' : 'running';
  if (own.some(run => run.whole)) return 'destroyed';
  if (counted && blockers.length === 0) return 'due';
  return own.length > 0 ? 'partly-destroyed' : 'kept';
};
