import type { EntityManager } from '@mikro-orm/postgresql';
import type { PoolClient, QueryConfig } from 'pg';
import { from } from 'pg-copy-streams';
import { finished } from 'node:stream/promises';
import type { CopyBuffer } from './copy-buffer';

declare const made: unique symbol;

/** What a read needs: rows of a statement with `$1…` parameters. */
export interface Reader {
  /** Rows as plain objects; `int8` comes as a number, `numeric` as a string, `timestamptz` as a Date. */
  query<Row extends object = Record<string, unknown>>(
    sql: string,
    values?: readonly unknown[],
  ): Promise<Row[]>;
}

/** An open transaction. Only `Db.transaction` makes one, so a function that takes it cannot be called outside. */
export interface Tx extends Reader {
  readonly [made]: true;
  /** Rows touched by a statement. */
  execute(sql: string, values?: readonly unknown[]): Promise<number>;
  /** Binary COPY into `table (columns)`; not in a transaction `by-key`. */
  copyIn(table: string, columns: readonly string[], rows: CopyBuffer): Promise<void>;
  /** MikroORM's unit of work in this transaction; flush before the function returns. */
  readonly em: EntityManager;
  /** Runs when the commit has succeeded; a fault in it is logged and changes nothing. */
  afterCommit(action: () => unknown): void;
}

/**
 * Names of statements, so that a connection parses and plans each text once: half of what a short statement costs. A text
 * that is put together at run time would fill the server's memory with plans, so there is a bound.
 */
const names = new Map<string, string>();
const MOST_NAMES = 500;

const nameOf = (sql: string): string | undefined => {
  const known = names.get(sql);
  if (known !== undefined || names.size >= MOST_NAMES) return known;
  const name = `s${names.size}`;
  names.set(sql, name);
  return name;
};

export const prepared = (text: string, values: readonly unknown[]): QueryConfig => {
  const name = values.length > 0 ? nameOf(text) : undefined;
  return name === undefined ? { text, values: [...values] } : { name, text, values: [...values] };
};

/** One transaction on one connection. */
export class OpenTransaction implements Tx {
  declare readonly [made]: true;
  readonly after: (() => unknown)[] = [];
  private manager: EntityManager | undefined;
  private over = false;
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly client: PoolClient,
    private readonly makeManager: (client: PoolClient) => EntityManager,
  ) {}

  async query<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.inTurn(connection => connection.query<Row>(prepared(sql, values)))).rows;
  }

  async execute(sql: string, values: readonly unknown[] = []): Promise<number> {
    return (await this.inTurn(connection => connection.query(prepared(sql, values)))).rowCount ?? 0;
  }

  async copyIn(table: string, columns: readonly string[], rows: CopyBuffer): Promise<void> {
    await this.inTurn(connection => {
      const stream = connection.query(from(`COPY ${table} (${columns.join(', ')}) FROM STDIN BINARY`));
      stream.end(rows.finish());
      return finished(stream);
    });
  }

  get em(): EntityManager {
    this.manager ??= this.makeManager(this.client);
    return this.manager;
  }

  afterCommit(action: () => unknown): void {
    this.after.push(action);
  }

  /** Of statements that were asked for together one may fail while another is still to follow: it must not run outside. */
  end(): void {
    this.over = true;
  }

  /** Statements that are asked for together wait for each other, but where the connection takes them all at once. */
  private async inTurn<T>(ask: (connection: PoolClient) => Promise<T>): Promise<T> {
    if (this.client.pipeline) return ask(this.connection);
    const before = this.turn;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.turn = promise;
    await before;
    try {
      return await ask(this.connection);
    } finally {
      resolve();
    }
  }

  private get connection(): PoolClient {
    if (this.over) throw new Error('the transaction is over');
    return this.client;
  }
}
