import { Db, type Tx } from '@sms111/api/platform';
import { Routes } from '@sms111/api/routing';
import { Injectable, type INestApplicationContext } from '@nestjs/common';
import { historyStart, planHistory } from '../history/plan-history';
import { WriteHistory } from '../history/write-history';
import { PastClock } from '../past-clock';
import { Random } from '../random';
import { DAY_MS, HOUR_MS, monthsBetween } from '../taipei';
import { writeAccounts } from './accounts-file';
import { DEMO_AGENCY, OTHER_AGENCIES } from './agencies';
import { DemoAccounts } from './demo-accounts';
import { DemoAgencies } from './demo-agencies';
import { DemoKeys } from './demo-keys';
import { DemoLinks } from './demo-links';
import { DemoPorted } from './demo-ported';
import type { DemoSettings } from './demo-settings';

/** The same history every time, but for its days. */
const SEED = 111;
const AGENCIES = [DEMO_AGENCY, ...OTHER_AGENCIES];

/** The demonstration: agencies, accounts, links, and a month of invented history. Entered once, all of it or nothing. */
@Injectable()
export class SeedDemo {
  constructor(
    private readonly db: Db,
    private readonly clock: PastClock,
    private readonly routes: Routes,
    private readonly agencies: DemoAgencies,
    private readonly accounts: DemoAccounts,
    private readonly links: DemoLinks,
    private readonly keys: DemoKeys,
    private readonly ported: DemoPorted,
    private readonly history: WriteHistory,
  ) {}

  /** `false`: it stood already, and only the links were set to where the simulator is now. */
  async execute(settings: DemoSettings): Promise<boolean> {
    const standing = await this.db.query('SELECT FROM agency WHERE name = $1', [DEMO_AGENCY.name]);
    const fresh = standing.length === 0;
    if (fresh) await this.found(settings);
    await this.links.execute(settings);
    await this.keys.execute(settings.accountsFile);
    await this.ported.execute();
    return fresh;
  }

  private async found(settings: DemoSettings): Promise<void> {
    const now = this.clock.ms();
    const start = historyStart(now);
    const ordered = new Date(start - 3 * DAY_MS + 10 * HOUR_MS);
    const seeds = AGENCIES.flatMap(agency => agency.units.flatMap(unit => unit.accounts));
    const credentials = await this.accounts.credentials(seeds);
    for (const month of monthsBetween(start, now)) {
      await this.db.query('SELECT make_partitions($1::date)', [month]);
    }
    await this.routes.refresh();
    await this.db.transaction(async tx => {
      const { senders, told } = await this.clock.during(ordered, async () => {
        const units = await this.agencies.execute(tx, AGENCIES, now);
        return this.accounts.execute(tx, units, credentials);
      });
      const random = new Random(SEED);
      const planned = planHistory(now, senders, settings.history, random);
      await this.history.execute(tx, planned, now, random);
      await this.habits(tx, now);
      // Before the commit: accounts whose passwords nobody was told would be of no use.
      writeAccounts(settings.accountsFile, told);
    });
  }

  /** People signed in before they sent, and have read what is older than yesterday. */
  private async habits(tx: Tx, now: number): Promise<void> {
    await tx.execute(
      `UPDATE account a SET last_sign_in_at = b.at - interval '6 minutes'
         FROM (SELECT account_id, max(accepted_at) AS at FROM batch GROUP BY 1) b
        WHERE a.id = b.account_id AND a.kind = 'web'`,
    );
    await tx.execute(`UPDATE notice SET read_at = least(at + interval '40 minutes', $1) WHERE at < $2`, [
      new Date(now),
      new Date(now - DAY_MS),
    ]);
  }
}

/** In a context of `SeedingModule`, after `beginPlatform`. Running it again only sets the links. */
export const seedDemo = (app: INestApplicationContext, settings: DemoSettings): Promise<boolean> =>
  app.get(SeedDemo).execute(settings);
