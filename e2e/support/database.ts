import { Client } from 'pg';
import { stack } from './stack';

/** Rows of a question to the product's database, for what no page tells or no page can set. */
export const ask = async <Row extends object>(
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> => {
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
export const withQuota = async (
  login: string,
  segments: number,
  deed: () => Promise<void>,
): Promise<void> => {
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

/** Units whose balance is not the sum of their ledger, or does not add up. */
export const unbalanced = (): Promise<object[]> =>
  ask(
    `SELECT b.unit_id FROM unit_balance b
       JOIN (SELECT unit_id, sum(unit_ordered) o, sum(remaining) r, sum(reserved) s, sum(charged) c FROM ledger_entry GROUP BY 1) l
         USING (unit_id)
      WHERE (b.ordered, b.remaining, b.reserved, b.charged) IS DISTINCT FROM (l.o, l.r, l.s, l.c)
         OR b.ordered <> b.remaining + b.reserved + b.charged + b.lapsed`,
  );
