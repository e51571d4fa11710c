import { Client } from 'pg';
import { stack } from './stack';

/** Rows of a question to the product's database, for what no page tells or no page can set. */
export const ask = async <Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> => {
  const client = new Client({ connectionString: stack().DATABASE_URL });
  await client.connect();
  try {
    return (await client.query<Row>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
};

const SET = `UPDATE allocation SET ordered = ordered - remaining + $2, remaining = $2
              WHERE account_id = (SELECT id FROM account WHERE login = $1)`;

/** Leaves an account so many segments while something is tried, without sending. */
export const withQuota = async (login: string, segments: number, deed: () => Promise<void>): Promise<void> => {
  const [before] = await ask<{ remaining: string }>(
    'SELECT remaining FROM allocation WHERE account_id = (SELECT id FROM account WHERE login = $1)',
    [login],
  );
  await ask(SET, [login, segments]);
  try {
    await deed();
  } finally {
    await ask(SET, [login, Number(before?.remaining)]);
  }
};
