import type { Tx } from '@sms111/api/platform';
import type { RunningApi } from './running-api';

export interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

type Query = <Row extends object>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;

/**
 * Keeps every statement that the API asks of its database while `work` runs, inside transactions and beside them.
 * What runs goes to the database as ever.
 */
export const recordStatements = async (
  api: RunningApi,
  work: () => Promise<unknown>,
): Promise<Statement[]> => {
  const { db } = api;
  const heard: Statement[] = [];
  const listening = (query: Query): Query => {
    return (sql, values = []) => {
      heard.push({ sql, values });
      return query(sql, values);
    };
  };
  const before = {
    query: db.query.bind(db),
    transaction: db.transaction.bind(db),
    aside: db.aside.query.bind(db.aside),
  };
  db.query = listening(before.query);
  db.aside.query = listening(before.aside);
  db.transaction = (inside, plan) => before.transaction(tx => inside(overheard(tx, listening)), plan);
  try {
    await work();
  } finally {
    db.query = before.query;
    db.transaction = before.transaction;
    db.aside.query = before.aside;
  }
  return heard;
};

/** A transaction that is heard; all else about it is its own. */
const overheard = (tx: Tx, listening: (query: Query) => Query): Tx => {
  const query = listening(tx.query.bind(tx));
  return new Proxy(tx, {
    get: (target, name) => {
      if (name === 'query') return query;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
};
