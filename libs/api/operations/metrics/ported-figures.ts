import { Clock, Db, Metrics, type GaugeOf } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';

const STATES = ['done', 'refused', 'failed', 'discarded', 'confirming'] as const;

/** How old the ported numbers are, and what became of the imports of a day. */
@Injectable()
export class PortedFigures {
  private readonly age: GaugeOf<never>;
  private readonly imports: GaugeOf<'state'>;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    this.age = metrics.gauge(
      'sms111_ported_snapshot_age_seconds',
      'Age of the newest snapshot of ported numbers that came in force',
    );
    this.imports = metrics.gauge(
      'sms111_ported_imports',
      'Imports of ported numbers that ended within a day, by what they came to; confirming: those that wait for a person',
      ['state'],
    );
  }

  async read(): Promise<void> {
    const now = this.clock.now();
    const [row] = await this.db.query<{ made: Date | null }>(
      `SELECT max(made_at) AS made FROM ported_snapshot s
        WHERE complete AND NOT EXISTS (SELECT FROM ported_import i WHERE i.snapshot_id = s.id AND i.state = 'confirming')`,
    );
    if (row?.made) this.age.set({}, Math.max(0, (now.getTime() - row.made.getTime()) / 1000));
    const counts = await this.db.query<{ state: string; imports: number }>(
      `SELECT state, count(*)::int AS imports FROM ported_import
        WHERE state = 'confirming' OR received_at > $1::timestamptz - interval '1 day' GROUP BY 1`,
      [now],
    );
    for (const state of STATES)
      this.imports.set({ state }, counts.find(each => each.state === state)?.imports ?? 0);
  }

  clear(): void {
    this.imports.clear();
  }
}
