import { randomBytes } from 'node:crypto';
import {
  readConfig,
  newLog,
  PlatformModule,
  TestClock,
  type Config,
  type Entities,
  type Log,
} from '@sms111/api/platform';
import type { DynamicModule } from '@nestjs/common';
import { newTestDatabase, testRedisUrl, type TestDatabase } from './test-database';

/** When every spec begins, unless it sets the clock. */
const START = new Date('2026-11-20T06:00:00Z');

export interface TestPlatform {
  readonly database: TestDatabase;
  readonly config: Config;
  readonly clock: TestClock;
  readonly log: Log;
  readonly module: DynamicModule;
}

/** A platform on a database of its own, with its own queue prefix (Bull keys are global) and a clock to set. */
export const newTestPlatform = async (
  entities: Entities = [],
  env: Record<string, string> = {},
): Promise<TestPlatform> => {
  const database = await newTestDatabase(START);
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    REDIS_URL: testRedisUrl(),
    QUEUE_PREFIX: `{test-${randomBytes(6).toString('hex')}}`,
    MASTER_KEY: randomBytes(32).toString('base64'),
    SESSION_SECRET: randomBytes(32).toString('base64'),
    LOG_LEVEL: 'silent',
    DATABASE_POOL: '8',
    ...env,
  });
  const log = newLog('test', config.get('LOG_LEVEL'));
  const clock = new TestClock(START);
  return { database, config, clock, log, module: PlatformModule.forRoot({ config, log, entities, clock }) };
};
