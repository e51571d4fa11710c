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
  /** Binary COPY into `table (columns)`. */
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

const prepared = (text: string, values: readonly unknown[]): QueryConfig => {
  const name = values.length > 0 ? nameOf(text) : undefined;
  return name === undefined ? { text, values: [...values] } : { name, text, values: [...values] };
};

/** One transaction on one connection. */
export class OpenTransaction implements Tx {
  declare readonly [made]: true;
  readonly after: (() => unknown)[] = [];
  private manager: EntityManager | undefined;

  constructor(
    private readonly client: PoolClient,
    private readonly makeManager: (client: PoolClient) => EntityManager,
  ) {}

  async query<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.client.query<Row>(prepared(sql, values))).rows;
  }

  async execute(sql: string, values: readonly unknown[] = []): Promise<number> {
    return (await this.client.query(prepared(sql, values))).rowCount ?? 0;
  }

  async copyIn(table: string, columns: readonly string[], rows: CopyBuffer): Promise<void> {
    const stream = this.client.query(from(`COPY ${table} (${columns.join(', ')}) FROM STDIN BINARY`));
    stream.end(rows.finish());
    await finished(stream);
  }

  get em(): EntityManager {
    this.manager ??= this.makeManager(this.client);
    return this.manager;
  }

  afterCommit(action: () => unknown): void {
    this.after.push(action);
  }
}
