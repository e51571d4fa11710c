import pg from 'pg';

/** Names, and what each must be for a commit that was answered to survive a power cut. */
const DURABLE = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };

/**
 * A look into the platform's database from outside: what a run left there, and how durable the server was.
 * Reads only; the tables are those of libs/api/schema/migrations.
 */
export class Database {
  /** @param {string} url */
  static async open(url) {
    const client = new pg.Client({ connectionString: url });
    // The server may end before us when a run has failed: what failed is told, not this.
    client.on('error', () => undefined);
    await client.connect();
    return new Database(client);
  }

  /** @param {import('pg').Client} client */
  constructor(client) {
    this.client = client;
  }

  /** @param {string} sql @param {readonly unknown[]} [values] @returns {Promise<any[]>} */
  async query(sql, values = []) {
    return (await this.client.query(sql, [...values])).rows;
  }

  /** @param {string} sql @param {readonly unknown[]} [values] @returns {Promise<number>} the first column of the first row */
  async number(sql, values = []) {
    const [row] = await this.query(sql, values);
    return Number(Object.values(row ?? { none: NaN })[0]);
  }

  /**
   * Settings as the server has them now, and whether they are those of a durable database: also no database and no role may
   * soften them for itself.
   */
  async durability() {
    const rows = await this.query(
      `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'wal_level',
         'wal_compression', 'data_checksums', 'shared_buffers', 'max_wal_size', 'server_version') ORDER BY name`,
    );
    /** @type {Record<string, string>} */
    const settings = Object.fromEntries(rows.map(row => [row.name, row.setting]));
    const softened = await this.query(
      `SELECT setconfig FROM pg_db_role_setting WHERE setconfig::text ~ 'synchronous_commit|fsync|full_page_writes'`,
    );
    const durable =
      softened.length === 0 && Object.entries(DURABLE).every(([name, value]) => settings[name] === value);
    return { durable, settings };
  }

  /** How often the log was forced to disk, and its bytes, since the server started. */
  async log() {
    const [row] = await this.query(
      `SELECT (SELECT coalesce(sum(fsyncs), 0)::int FROM pg_stat_io WHERE object = 'wal') AS syncs,
              (SELECT wal_bytes::float8 FROM pg_stat_wal) AS bytes`,
    );
    return /** @type {{ syncs: number, bytes: number }} */ (row);
  }

  /** Bytes of all monthly partitions with their indexes and TOAST, and of the whole database. */
  async size() {
    const [row] = await this.query(
      `SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::float8 AS partitions,
              pg_database_size(current_database())::float8 AS whole
         FROM pg_class c WHERE c.relispartition AND c.relkind = 'r'`,
    );
    return /** @type {{ partitions: number, whole: number }} */ (row);
  }

  /**
   * What the tables say of one batch: each row that must be there (a plain receipt is none: it is the state), and the sum of its ledger entries, which is zero when
   * every reserved segment was charged or released.
   * @param {number} batch
   */
  async booksOf(batch) {
    const [row] = await this.query(
      `SELECT (SELECT count(*)::int FROM message_state WHERE batch = $1) AS messages,
              (SELECT count(*)::int FROM message_state WHERE batch = $1 AND state = 3) AS delivered,
              (SELECT count(*)::int FROM submitted_part WHERE batch = $1) AS submits,
              (SELECT sum(remaining + reserved + charged + lapsed)::int FROM ledger_entry WHERE batch = $1) AS ledger`,
      [batch],
    );
    return /** @type {{ messages: number, delivered: number, submits: number, ledger: number }} */ (row);
  }

  /** Holders whose balance is not the sum of their ledger. @returns {Promise<string[]>} */
  async unbalanced() {
    const rows = await this.query(
      `WITH sums AS (SELECT unit_id, sum(unit_ordered) AS ordered, sum(remaining) AS remaining, sum(reserved) AS reserved,
                            sum(charged) AS charged, sum(lapsed) AS lapsed FROM ledger_entry GROUP BY 1)
       SELECT unit_id FROM unit_balance b LEFT JOIN sums s USING (unit_id)
        WHERE (b.ordered, b.remaining, b.reserved, b.charged, b.lapsed)
              IS DISTINCT FROM (s.ordered, s.remaining, s.reserved, s.charged, s.lapsed)`,
    );
    return rows.map(row => row.unit_id);
  }

  /**
   * Needs pg_stat_statements. Time is that of the server's clock: waiting for locks and disk counts.
   * @param {number} messages what the time is shared by
   */
  async dearestStatements(messages) {
    return this.query(
      `SELECT (total_exec_time * 1000 / $1)::float8 AS "µs a message", (total_plan_time * 1000 / $1)::float8 AS "of planning", calls::int, rows::int,
              (wal_bytes / $1)::float8 AS "log bytes", (shared_blks_hit / $1)::float8 AS blocks, toplevel,
              left(regexp_replace(query, '\\s+', ' ', 'g'), 110) AS statement
         FROM pg_stat_statements ORDER BY total_exec_time + total_plan_time DESC LIMIT 30`,
      [messages],
    );
  }

  close() {
    return this.client.end();
  }
}
