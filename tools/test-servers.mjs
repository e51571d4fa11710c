/** PostgreSQL and Redis for tests: throw-away, without a care for power cuts, with a migrated template. */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { buildServer } from './build.mjs';
import { CACHE, forServers, ROOT, throwAwayFolder } from './places.mjs';
import { warn } from './processes/progress.mjs';
import { mustRun } from './processes/task.mjs';
import { postgresServer } from './servers/postgres.mjs';
import { redisServer } from './servers/redis.mjs';

const TEMPLATE = 'template_sms111';

/**
 * @typedef {{ TEST_PG_URL: string, TEST_TEMPLATE_DB: string, TEST_REDIS_URL: string }} TestEnv
 *   `TEST_PG_URL`: a role that may create and drop databases; `TEST_TEMPLATE_DB`: copied by each spec file
 */

/**
 * @param {{ runList: import('./processes/run-list.mjs').RunList, signal: AbortSignal }} run
 * @returns {Promise<{ env: TestEnv, stop: () => Promise<void> }>}
 */
export async function startTestServers({ runList, signal }) {
  const data = throwAwayFolder();
  const folder = forServers(path.join(data, 'postgres'));
  mkdirSync(data, { recursive: true, mode: 0o755 });
  const log = (/** @type {string} */ name) => path.join(CACHE, 'logs', `test-${name}.log`);
  const [postgres, redis] = await Promise.all([
    postgresServer({ folder, durable: false, log: log('postgres'), runList }),
    redisServer({ log: log('redis'), runList }),
  ]);
  const stop = async () => {
    await Promise.all([postgres.service.stop(), redis.service.stop()]);
    for (const item of [data, path.dirname(folder)]) rmSync(item, { recursive: true, force: true });
  };
  try {
    await Promise.all([postgres.service.start(), redis.service.start()]);
    await postgres.makeDatabase();
    await makeTemplate(postgres.url, { runList, signal });
  } catch (error) {
    await stop();
    throw error;
  }
  return { env: { TEST_PG_URL: postgres.url, TEST_TEMPLATE_DB: TEMPLATE, TEST_REDIS_URL: redis.url }, stop };
}

/** @param {string} url @param {{ runList: import('./processes/run-list.mjs').RunList, signal: AbortSignal }} run */
async function makeTemplate(url, run) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`create database ${TEMPLATE}`);
  } finally {
    await client.end();
  }
  if (!existsSync(path.join(ROOT, 'apps', 'migrate', 'main.ts'))) {
    warn(
      'apps/migrate/main.ts：尚未有資料表定義，測試資料庫是空的 · no migrations yet, the test databases are empty',
    );
    return;
  }
  const outDir = path.join(CACHE, 'test', 'migrate');
  await buildServer({ programs: ['migrate'], outDir });
  const target = new URL(url);
  target.pathname = `/${TEMPLATE}`;
  const env = { ...process.env, DATABASE_URL: target.toString(), NODE_ENV: 'test' };
  const program = path.join(outDir, 'migrate.js');
  await mustRun('migrate', [process.execPath, '--enable-source-maps', program, '--schema-only'], {
    ...run,
    env,
    cwd: ROOT,
  });
}
