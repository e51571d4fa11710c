import { PLATFORM } from '@sms111/api/audit';
import { Db } from '@sms111/api/platform';
import { LoadPrefixes } from '@sms111/api/routing';
import { Injectable, type INestApplicationContext } from '@nestjs/common';
import { NUMBER_PLAN } from './number-plan';

/** What every installation needs before it can send: the numbering plan. */
@Injectable()
export class SeedPlatform {
  constructor(
    private readonly db: Db,
    private readonly prefixes: LoadPrefixes,
  ) {}

  /** `false`: a plan stands already. It may be newer than ours, so it is left alone. */
  async execute(): Promise<boolean> {
    const standing = await this.db.query('SELECT FROM routing_policy');
    if (standing.length > 0) return false;
    await this.db.transaction(tx => this.prefixes.execute(tx, PLATFORM, NUMBER_PLAN));
    return true;
  }
}

/** In a context of `SeedingModule`. Running it again changes nothing. */
export const seedPlatform = (app: INestApplicationContext): Promise<boolean> =>
  app.get(SeedPlatform).execute();
