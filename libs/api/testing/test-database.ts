import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

const need = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run this spec through the project's test command`);
  return value;
};

const admin = async (run: (client: Client) => Promise<unknown>): Promise<void> => {
  const client = new Client({ connectionString: need('TEST_PG_URL') });
  await client.connect();
  try {
    await run(client);
  } finally {
    await client.end();
  }
};

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A database of its own, cloned from the migrated template. */
export const newTestDatabase = async (): Promise<TestDatabase> => {
  const name = `t_${process.env['JEST_WORKER_ID'] ?? '0'}_${randomBytes(6).toString('hex')}`;
  await admin(client => client.query(`CREATE DATABASE ${name} TEMPLATE ${need('TEST_TEMPLATE_DB')}`));
  const url = new URL(need('TEST_PG_URL'));
  url.pathname = `/${name}`;
  return {
    url: url.toString(),
    drop: () => admin(client => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
};

export const testRedisUrl = (): string => need('TEST_REDIS_URL');
