import type { EntityManager } from '@mikro-orm/postgresql';
import { Pool, TypeOverrides, types, type PoolClient } from 'pg';
import { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../log/log';
import { OpenTransaction, prepared, type Reader, type Tx } from './tx';

const INT8 = 20;
const INT4_ARRAY = 1007;
/** Deadlock and serialization failure: the whole function may be run again. */
const MET_ANOTHER = ['40P01', '40001'];
/** A prepared statement outlived what it was made for (a column was added), or is unknown behind a pooler: so on another connection. */
const PLAN_IS_OLD = ['0A000', '26000'];
const AGAIN = new Set([...MET_ANOTHER, ...PLAN_IS_OLD]);
const TRIES = 8;

const parsers = (): TypeOverrides => {
  const overrides = new TypeOverrides(types);
  overrides.setTypeParser(INT8, Number);
  // `{1,2,3}`, `{{1,2},{3,4}}`: with other brackets it is JSON, whose parser is many times as fast.
  overrides.setTypeParser(
    INT4_ARRAY,
    (text: string): unknown =>
      JSON.parse(text.replaceAll('{', '[').replaceAll('}', ']').replaceAll('NULL', 'null')) as unknown,
  );
  return overrides;
};

/** How a connection plans, and how it is talked to. */
export type Plan = 'free' | 'by-key';

/**
 * `by-key`: every statement finds its rows by index, whatever the statistics say: a partition that has just been filled has
 * none, and a planner that guesses reads all of it to find a window of rows. Plans are made once. Statements are sent without
 * waiting for the answers to those before them (a round trip wakes two processes), so there is no COPY.
 */
const BY_KEY = [
  ...['enable_seqscan', 'enable_bitmapscan', 'enable_hashjoin', 'enable_mergejoin'].map(
    name => `SET ${name} = off`,
  ),
  'SET plan_cache_mode = force_generic_plan',
].join('; ');

/** The statements of one turn of the loop leave in one write: each write wakes the server. */
class GatheringSocket extends Socket {
  override uncork(): void {
    process.nextTick(() => super.uncork());
  }
}

/** Opens a pool of a process. */
export const openPool = (url: string, size: number, log: Log, plan: Plan = 'free'): Pool => {
  const pool = new Pool({
    connectionString: url,
    max: size,
    types: parsers(),
    application_name: 'sms111',
    // A server that vanished without a word must become an error, not a promise that never settles.
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    connectionTimeoutMillis: 15_000,
    query_timeout: 120_000,
    ...(plan === 'by-key' && { pipeline: true, stream: () => new GatheringSocket() }),
  });
  // A restarted server drops idle connections; the next query opens a new one.
  pool.on('error', error => log.warn({ err: error }, 'idle database connection lost'));
  pool.on('connect', client => {
    client.on('error', error => log.warn({ err: error }, 'database connection lost'));
    if (plan === 'by-key') client.query(BY_KEY).catch((error: unknown) => client.emit('error', error));
  });
  return pool;
};

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

const NETWORK = new Set([
  ...[
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
  ],
]);
const UNREACHABLE =
  /Connection terminated|connection timeout|timeout exceeded|Query read timeout|not queryable/i;

/** Whether the database was out of reach, full or switched over, rather than unwilling. */
export const isOutage = (error: unknown): boolean => {
  const code = codeOf(error) ?? '';
  return (
    /^(57P0[123]|57014|08|53|25006|55P03)/.test(code) ||
    NETWORK.has(code) ||
    (error instanceof Error && UNREACHABLE.test(error.message))
  );
};

/** Whether a unique key refused the row. `constraint` narrows it to one key. */
export const isDuplicate = (error: unknown, constraint?: string): boolean =>
  codeOf(error) === '23505' &&
  (!constraint || (error instanceof Error && 'constraint' in error && error.constraint === constraint));

/** Connections of a process: for everything; for what must be read beside an open transaction; for the paths of messages. */
export interface Pools {
  readonly main: Pool;
  readonly aside: Pool;
  readonly byKey: Pool;
}

/** The database of a process: reads, and transactions for writes. */
export class Db implements Reader {
  /**
   * Queries beside any transaction, on connections of their own. Whoever asks the main pool for a second connection
   * while holding one can wait for ever once all are held so; keys are read here.
   */
  readonly aside: Reader;
  /** Queries outside of a transaction that come with every request: each connection plans them once. */
  readonly often: Reader;

  constructor(
    private readonly pools: Pools,
    private readonly makeManager: (client: PoolClient) => EntityManager,
    private readonly log: Log,
    private readonly times: (
      plan: Plan,
      outcome: 'committed' | 'rolled-back',
      seconds: number,
    ) => void = () => {},
  ) {
    this.aside = {
      query: async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
        (await pools.aside.query<Row>(sql, [...values])).rows,
    };
    this.often = {
      query: async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
        (await pools.main.query<Row>(prepared(sql, values))).rows,
    };
  }

  async query<Row extends object = Record<string, unknown>>(
    sql: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    return (await this.pools.main.query<Row>(sql, [...values])).rows;
  }

  /**
   * Runs `work` in one transaction. Deadlocks are tried again, so `work` must change nothing but the database.
   * Nothing slow belongs inside.
   */
  async transaction<T>(work: (tx: Tx) => Promise<T>, plan: Plan = 'free'): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(work, plan);
      } catch (error) {
        if (attempt >= TRIES || !AGAIN.has(codeOf(error) ?? '')) throw error;
        // Two that met in a ring must not meet again.
        await pause(Math.random() * 50 * attempt);
      }
    }
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.pools).map((pool: Pool) => pool.end()));
  }

  private async once<T>(work: (tx: Tx) => Promise<T>, plan: Plan): Promise<T> {
    const client = await (plan === 'by-key' ? this.pools.byKey : this.pools.main).connect();
    const began = performance.now();
    const tx = new OpenTransaction(client, this.makeManager);
    let result: T;
    try {
      const begun = client.query('BEGIN');
      if (plan === 'free') await begun;
      [result] = await Promise.all([work(tx), begun]);
      tx.end();
      await client.query('COMMIT');
      client.release();
      this.times(plan, 'committed', (performance.now() - began) / 1000);
    } catch (error) {
      tx.end();
      this.times(plan, 'rolled-back', (performance.now() - began) / 1000);
      await client.query('ROLLBACK').then(
        () => client.release(PLAN_IS_OLD.includes(codeOf(error) ?? '')),
        broken => client.release(broken instanceof Error ? broken : true),
      );
      throw error;
    }
    for (const action of tx.after) this.runAfter(action);
    return result;
  }

  private runAfter(action: () => unknown): void {
    Promise.resolve()
      .then(action)
      .catch((error: unknown) => this.log.warn({ err: error }, 'after-commit action failed'));
  }
}
