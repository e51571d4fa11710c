import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

const need = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run this spec through the project's test command`);
  return value;
};

const withClient = async (url: string, run: (client: Client) => Promise<unknown>): Promise<void> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await run(client);
  } finally {
    await client.end();
  }
};

const admin = (run: (client: Client) => Promise<unknown>): Promise<void> =>
  withClient(need('TEST_PG_URL'), run);

/**
 * Not `WITH (FORCE)`: that would also end a vacuum of the server's own, which the owner of a database may not, and fail. The
 * server stops its vacuum by itself when it finds nobody else in there.
 */
const dropDatabase = async (client: Client, name: string): Promise<void> => {
  await client.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  await client.query(
    `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1 AND usename = current_user`,
    [name],
  );
  await client.query(`DROP DATABASE ${name}`);
};

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/**
 * A database of its own, cloned from the migrated template, with the partitions of the month of `around` and its neighbours:
 * the template has those of the day on which it was made. Files are copied: four times as fast as writing every page to the log,
 * and the checkpoint that it needs costs nothing where nothing is synced.
 */
export const newTestDatabase = async (around = new Date()): Promise<TestDatabase> => {
  const database = await copyOf(need('TEST_TEMPLATE_DB'));
  await withClient(database.url, client =>
    client.query(
      `SELECT make_partitions((date_trunc('month', $1::timestamptz) + n * interval '1 month')::date)
         FROM generate_series(-1, 2) AS n`,
      [around],
    ),
  );
  return database;
};

/** A database without a table. */
export const newEmptyDatabase = (): Promise<TestDatabase> => copyOf('template0');

const copyOf = async (template: string): Promise<TestDatabase> => {
  const name = `t_${process.env['JEST_WORKER_ID'] ?? '0'}_${randomBytes(6).toString('hex')}`;
  await admin(client => client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`));
  const url = new URL(need('TEST_PG_URL'));
  url.pathname = `/${name}`;
  return { url: url.toString(), drop: () => admin(client => dropDatabase(client, name)) };
};

export const testRedisUrl = (): string => need('TEST_REDIS_URL');
