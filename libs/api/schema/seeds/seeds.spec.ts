import { AccountViews } from '@sms111/api/accounts';
import {
  MessageContents,
  MessagesModule,
  MessageViews,
  RecordSubmits,
  type RouteMethod,
} from '@sms111/api/messages';
import { Db, newLog, readConfig, TestClock } from '@sms111/api/platform';
import { QuotaViews } from '@sms111/api/quota';
import { newTestDatabase, testRedisUrl, type TestDatabase } from '@sms111/api/testing';
import { Test, type TestingModule } from '@nestjs/testing';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beginPlatform, SeedingModule, seedDemo, seedRecords, type DemoAccount, type DemoSettings } from '.';

jest.setTimeout(60_000);

const NOW = new Date('2026-11-20T06:00:00Z');
const ALL = { accountId: null, unitId: null, contents: true };
const PARTITIONED = [
  ...['message_block', 'message_state', 'submit_part', 'submit_refusal', 'part_receipt'],
  ...[
    'message_exception',
    'batch',
    'batch_tally',
    'unmatched_receipt',
    'ledger_entry',
    'audit_entry',
    'notice',
  ],
];

/** The seeding program on a database of its own, with the pipeline beside it to compare with. */
class Bench {
  private constructor(
    readonly module: TestingModule,
    readonly database: TestDatabase,
    readonly folder: string,
  ) {}

  static async start(now: Date): Promise<Bench> {
    const database = await newTestDatabase();
    const key = () => randomBytes(32).toString('base64');
    const config = readConfig({
      NODE_ENV: 'test',
      DATABASE_URL: database.url,
      REDIS_URL: testRedisUrl(),
      QUEUE_PREFIX: `{seeds-${randomBytes(6).toString('hex')}}`,
      MASTER_KEY: key(),
      SESSION_SECRET: key(),
    });
    const options = { config, log: newLog('seeds', 'silent'), clock: new TestClock(now) };
    const module = await Test.createTestingModule({
      imports: [SeedingModule.forRoot(options), MessagesModule],
    }).compile();
    await module.init();
    return new Bench(module, database, mkdtempSync(join(tmpdir(), 'sms111-seeds-')));
  }

  async stop(): Promise<void> {
    await this.module.close();
    await this.database.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  get<T>(type: abstract new (...args: never[]) => T): T {
    return this.module.get(type, { strict: false });
  }

  settings(given: Partial<DemoSettings> = {}): DemoSettings {
    return {
      links: [{ id: 'TWM-A', host: '127.0.0.1', port: 2795 }],
      systemId: 'sms111',
      password: 'simulator',
      accountsFile: join(this.folder, 'accounts.json'),
      history: { batches: 80, messages: 8_000 },
      ...given,
    };
  }

  async seed(settings = this.settings()): Promise<boolean> {
    await beginPlatform(this.database.url);
    return seedDemo(this.module, settings);
  }

  query(sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    return this.get(Db).query(sql, values);
  }

  /** Everything in the database, as one line a table; some columns left out. */
  async contents(besides: Record<string, string[]> = {}): Promise<Record<string, unknown>> {
    const tables = await this.query(
      `SELECT relname::text AS name FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition`,
    );
    const lines = tables.map(async ({ name }) => {
      const [row] = await this.query(
        `SELECT count(*)::int AS rows, md5(string_agg(line, ',' ORDER BY line)) AS hash
           FROM (SELECT (to_jsonb(t) - $1::text[])::text AS line FROM ${String(name)} t) each`,
        [besides[String(name)] ?? []],
      );
      return [String(name), row] as const;
    });
    return Object.fromEntries(await Promise.all(lines));
  }
}

describe('the demonstration', () => {
  let bench: Bench;
  let told: DemoAccount[];
  beforeAll(async () => {
    bench = await Bench.start(NOW);
    expect(await bench.seed()).toBe(true);
    told = JSON.parse(readFileSync(bench.settings().accountsFile, 'utf8')) as DemoAccount[];
  });
  afterAll(() => bench.stop());

  it('has a numbering plan with mergers and a default network', async () => {
    const [counts] = await bench.query(
      `SELECT (SELECT count(*) FROM number_prefix) AS prefixes, (SELECT count(*) FROM network) AS networks,
              (SELECT count(*) FROM network_merger) AS mergers, (SELECT default_network FROM routing_policy) AS fallback`,
    );
    expect(counts).toEqual({ prefixes: 166, networks: 3, mergers: 2, fallback: 'CHT' });
  });

  it('tells its accounts to nobody but the owner of the file, people first, then systems', () => {
    expect(statSync(bench.settings().accountsFile).mode & 0o777).toBe(0o600);
    expect(told.map(({ login, role }) => [login, role])).toEqual([
      ['user', 'user'],
      ['manager', 'group-manager'],
      ['ministry', 'ministry-admin'],
      ['admin', 'system-admin'],
      ['demo-api', 'system'],
      ['demo-api-prefix', 'system'],
    ]);
    expect(told.slice(0, 4)).toEqual(
      Array.from({ length: 4 }, () =>
        expect.objectContaining({ totpSecret: expect.stringMatching(/^[A-Z2-7]{16,}$/) as string }),
      ),
    );
    expect(told.slice(4)).toEqual(
      Array.from({ length: 2 }, () =>
        expect.objectContaining({ apiKey: expect.stringMatching(/^sms111_[a-z0-9]{8}_/) as string }),
      ),
    );
  });

  it('keeps passwords as argon2id and second factors sealed, and nobody else can sign in', async () => {
    const people = await bench.query(
      `SELECT login, password_hash, totp_sealed IS NOT NULL OR email IS NOT NULL AS factor FROM account WHERE kind = 'web'`,
    );
    for (const { password_hash: hash } of people) expect(hash).toMatch(/^\$argon2id\$/);
    expect(people.filter(each => each['factor']).map(each => each['login'])).toEqual(
      expect.arrayContaining(['user', 'manager', 'ministry', 'admin']),
    );
    expect(people.filter(each => each['factor'])).toHaveLength(4);
    const [user] = told;
    expect(JSON.stringify(await bench.query('SELECT * FROM account'))).not.toContain(
      user && 'password' in user && user.password,
    );
  });

  it('has a unit whose default name is the one of the samples, with quota for its people and systems', async () => {
    const rows = await bench.query(
      `SELECT a.login, a.auto_prefix, l.ordered FROM account a JOIN allocation l ON l.account_id = a.id
         JOIN unit_signature s ON s.unit_id = a.unit_id AND s.is_default
        WHERE s.name = '測試公共服務平臺' ORDER BY a.id`,
    );
    expect(rows).toEqual([
      { login: 'user', auto_prefix: false, ordered: 1_000_000 },
      { login: 'manager', auto_prefix: false, ordered: 500_000 },
      { login: 'demo-api', auto_prefix: false, ordered: 500_000 },
      { login: 'demo-api-prefix', auto_prefix: true, ordered: 100_000 },
    ]);
  });

  it('lies in the contract, today and two years on', async () => {
    const inForce = 'SELECT name, unit_price FROM contract WHERE starts_at <= $1 AND ends_at > $1';
    for (const day of ['2026-11-20T06:00:00Z', '2027-12-31T15:59:59Z']) {
      expect(await bench.query(inForce, [day])).toEqual([{ name: '共同供應契約', unit_price: '0.7500' }]);
    }
    expect(await bench.query(inForce, ['2027-12-31T16:00:00Z'])).toEqual([]);
  });

  it('keeps its books: the ledger, the tallies and the counters all say what the messages say', async () => {
    expect(await bench.get(QuotaViews).unbalanced(bench.get(Db))).toEqual([]);
    const wrong = {
      tally: `WITH counted AS (SELECT batch, carrier, state, reason, count(*) AS messages, sum(parts) AS segments
                                 FROM message_state GROUP BY 1, 2, 3, 4)
              SELECT * FROM counted c FULL JOIN (SELECT * FROM batch_tally WHERE messages <> 0) t
               USING (batch, carrier, state, reason)
               WHERE (c.messages, c.segments) IS DISTINCT FROM (t.messages::bigint, t.segments::bigint)`,
      counters: `SELECT b.id FROM batch b JOIN LATERAL (
                   SELECT count(*) AS messages, sum(parts) AS segments, count(*) FILTER (WHERE state = 0) AS waiting,
                          count(*) FILTER (WHERE state IN (0, 2)) AS open,
                          coalesce(sum(parts) FILTER (WHERE state = 3), 0) AS charged,
                          coalesce(sum(parts) FILTER (WHERE state NOT IN (0, 2, 3, 8)), 0) AS released
                     FROM message_state WHERE batch = b.id) s ON true
                  WHERE (b.messages, b.segments, b.waiting_messages, b.open_messages, b.charged, b.released)
                        IS DISTINCT FROM (s.messages, s.segments, s.waiting, s.open, s.charged, s.released)`,
      exceptions: `SELECT * FROM message_exception e
                     FULL JOIN (SELECT * FROM message_state WHERE state IN (4, 5, 6, 7, 8)) s USING (batch, seq)
                    WHERE (e.state, e.reason) IS DISTINCT FROM (s.state, s.reason)`,
      reservations: `SELECT b.id FROM batch b JOIN ledger_entry l ON l.batch = b.id GROUP BY b.id
                     HAVING sum(l.charged) <> b.charged OR sum(l.reserved) <> b.segments - b.charged - b.released`,
    };
    for (const [what, sql] of Object.entries(wrong))
      expect([what, await bench.query(sql)]).toEqual([what, []]);
  });

  it('has for every message the parts, ids and receipts that its state asks for', async () => {
    const wrong = await bench.query(
      `SELECT s.batch, s.seq FROM message_state s JOIN batch b ON b.id = s.batch
         CROSS JOIN LATERAL (SELECT coalesce(bit_or(1 << (part - 1)), 0) AS bits FROM submitted_part p
                              WHERE p.batch = s.batch AND p.seq = s.seq) p
         CROSS JOIN LATERAL (SELECT coalesce(bit_or(1 << (part - 1)) FILTER (WHERE state = 3), 0) AS good,
                                    coalesce(bit_or(1 << (part - 1)) FILTER (WHERE state <> 3), 0) AS bad,
                                    max(received_at) AS last FROM part_receipt r
                              WHERE r.batch = s.batch AND r.seq = s.seq) r
        WHERE p.bits <> s.accepted_parts OR r.good <> s.delivered_parts
           OR (s.accepted_parts <> 0 AND r.bad <> s.failed_parts)
           OR (s.state = 3) <> (s.delivered_parts = (1 << s.parts) - 1)
           OR (s.state = 4) <> (s.delivered_parts <> 0 AND s.failed_parts <> 0)
           OR s.submitted_at < b.accepted_at OR s.final_at < s.submitted_at OR s.final_at > $1 OR r.last > $1
           OR (s.state = 8) <> (s.final_at IS NULL) OR b.handed_over_at > b.deadline_at OR b.completed_at < s.final_at`,
      [NOW],
    );
    expect(wrong).toEqual([]);
    const twice = 'SELECT carrier_message_id FROM submitted_part GROUP BY 1 HAVING count(*) > 1';
    expect(await bench.query(twice)).toEqual([]);
  });

  it('shows every kind of end, most of them good', async () => {
    const rows = await bench.query(
      `SELECT state, sum(messages)::int AS messages FROM batch_tally WHERE messages > 0 GROUP BY 1 ORDER BY 1`,
    );
    expect(rows.map(row => row['state'])).toEqual([3, 4, 5, 6, 7, 8]);
    const all = rows.reduce((sum, row) => sum + Number(row['messages']), 0);
    expect(Number(rows[0]?.['messages']) / all).toBeGreaterThan(0.93);
    expect(rows.at(-1)).toEqual({ state: 8, messages: 4 });
  });

  it('holds no number in any readable column', async () => {
    const columns = await bench.query(
      `SELECT table_name AS table, column_name AS column, data_type AS type FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = ANY ($1) AND data_type IN ('text', 'bytea', 'jsonb')`,
      [PARTITIONED],
    );
    expect(columns.length).toBeGreaterThan(20);
    for (const { table, column, type } of columns) {
      const text = type === 'bytea' ? `encode(${String(column)}, 'escape')` : `${String(column)}::text`;
      const found = await bench.query(
        `SELECT 1 FROM ${String(table)} WHERE ${text} ~ '\\m09[0-9]{8}\\M' LIMIT 1`,
      );
      expect([table, column, found]).toEqual([table, column, []]);
    }
  });

  it('opens with the keys of its agencies, and is found by number', async () => {
    const db = bench.get(Db);
    const [first] = await bench.query('SELECT batch, seq FROM message_exception ORDER BY batch LIMIT 1');
    const key = { batch: Number(first?.['batch']), seq: Number(first?.['seq']) };
    const content = (await bench.get(MessageContents).some(db, [key])).get(`${key.batch}-${key.seq}`);
    expect(content?.number).toMatch(/^09\d{2}5\d{5}$/);
    expect(content?.text).toMatch(/^.+\n.+/);
    const found = await bench.get(MessageViews).search(db, ALL, { number: content?.number ?? '', limit: 50 });
    expect(found.items.length).toBeGreaterThan(0);
  });

  it('numbers its routes as the pipeline does', async () => {
    const [batch] = await bench.query('SELECT id FROM batch ORDER BY id DESC LIMIT 1');
    const id = Number(batch?.['id']);
    const at = new Date(NOW);
    await expect(
      bench.get(Db).transaction(async tx => {
        const methods: RouteMethod[] = ['prefix', 'default'];
        await tx.execute(
          'UPDATE message_state SET state = 0, accepted_parts = 0 WHERE batch = $1 AND seq < 2',
          [id],
        );
        const common = {
          parts: 1,
          acceptedParts: 0,
          failedParts: 0,
          attempts: 0,
          link: 'CHT-A',
          carrier: 'CHT',
        };
        const outcome = {
          kind: 'refused',
          part: 1,
          status: 0x58,
          reason: 'throttled',
          permanent: false,
        } as const;
        const results = methods.map((method, seq) => ({
          ...common,
          batch: id,
          seq,
          route: { donor: '', method, snapshot: null },
          outcomes: [outcome],
          at,
        }));
        await bench.get(RecordSubmits).execute(tx, results, at);
        const rows = await tx.query(
          'SELECT route_method FROM message_state WHERE batch = $1 AND seq < 2 ORDER BY seq',
          [id],
        );
        throw new Error(`rolled back: ${JSON.stringify(rows)}`);
      }),
    ).rejects.toThrow('rolled back: [{"route_method":4},{"route_method":5}]');
    const used = await bench.query(
      `SELECT route_method, donor = '' AS ownerless FROM message_state GROUP BY 1, 2 ORDER BY 1`,
    );
    expect(used).toEqual([
      { route_method: 4, ownerless: false },
      { route_method: 5, ownerless: true },
    ]);
  });

  it('told the senders how their batches ended, as if by the mails of those days', async () => {
    const kinds = await bench.query('SELECT DISTINCT kind FROM notice ORDER BY 1');
    expect(kinds.map(row => row['kind'])).toEqual([
      'api-key-created',
      'batch-completed',
      'batch-unconfirmed',
    ]);
    // Only what happens today goes out: the two keys.
    expect(await bench.query('SELECT id FROM outbox')).toHaveLength(2);
    const [user] = await bench.query(`SELECT id FROM account WHERE login = 'user'`);
    expect(await bench.get(AccountViews).contact(bench.get(Db), String(user?.['id']))).toMatchObject({
      email: 'user@sms111.example',
    });
  });

  it('is entered once: a later start only moves the links', async () => {
    const besides = { carrier_link: ['password_sealed'] };
    await bench.query(`DELETE FROM link_lease`);
    const before = await bench.contents(besides);
    const file = readFileSync(bench.settings().accountsFile, 'utf8');
    expect(await bench.seed(bench.settings({ links: [] }))).toBe(false);
    expect(await bench.contents(besides)).toEqual(before);
    expect(
      await bench.seed(bench.settings({ links: [{ id: 'TWM-A', host: '127.0.0.1', port: 2796 }] })),
    ).toBe(false);
    const { audit_entry: _a, carrier_link: _c, ...rest } = before;
    expect(await bench.contents(besides)).toMatchObject(rest);
    expect(
      await bench.query('SELECT id, port, id_form, window_size, response_timeout_ms FROM carrier_link'),
    ).toEqual([
      { id: 'TWM-A', port: 2796, id_form: 'hex-decimal', window_size: 100, response_timeout_ms: 10_000 },
    ]);
    expect(readFileSync(bench.settings().accountsFile, 'utf8')).toBe(file);
  });
});

describe('the demonstration in the first days of a year', () => {
  let bench: Bench;
  beforeAll(async () => (bench = await Bench.start(new Date('2027-01-04T01:00:00Z'))));
  afterAll(() => bench.stop());

  it('is not entered at all when its passwords could be told to nobody', async () => {
    const nowhere = { accountsFile: '/dev/null/accounts.json', history: { batches: 3, messages: 3 } };
    await expect(bench.seed(bench.settings(nowhere))).rejects.toThrow(/ENOTDIR|EEXIST/);
    expect(await bench.query('SELECT 1 FROM agency UNION ALL SELECT 1 FROM batch')).toEqual([]);
  });

  it('reaches back into the contract before', async () => {
    expect(await bench.seed(bench.settings({ history: { batches: 40, messages: 200 } }))).toBe(true);
    const [row] = await bench.query(
      `SELECT count(DISTINCT extract(year FROM accepted_at)) AS years, count(*) AS batches FROM batch`,
    );
    expect(row).toEqual({ years: 2, batches: 40 });
    expect(await bench.get(QuotaViews).unbalanced(bench.get(Db))).toEqual([]);
  });
});

describe('records to measure with', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.start(NOW);
    await bench.seed(bench.settings({ history: { batches: 3, messages: 6 } }));
  });
  afterAll(() => bench.stop());

  it('are messages of past months that open, with balanced books and quota left for what is to be sent', async () => {
    const before = await bench.query(
      `SELECT a.login, l.remaining FROM allocation l JOIN account a ON a.id = l.account_id`,
    );
    expect(await seedRecords(bench.module, { quota: 5_000, messages: 3_000, months: 3 })).toBe(3_000);
    expect(await bench.get(QuotaViews).unbalanced(bench.get(Db))).toEqual([]);
    const [counts] = await bench.query(
      `SELECT count(*)::int AS messages, count(DISTINCT number_hash)::int AS hashes
         FROM message_state m JOIN batch b ON b.id = m.batch WHERE b.name = '量測紀錄'`,
    );
    expect(counts).toMatchObject({ messages: 3_000, hashes: 3_000 });
    const left = (rows: Record<string, unknown>[], login: string) =>
      Number(rows.find(row => row['login'] === login)?.['remaining']);
    const after = await bench.query(
      `SELECT a.login, l.remaining FROM allocation l JOIN account a ON a.id = l.account_id`,
    );
    for (const login of ['user', 'demo-api'])
      expect(left(after, login) - left(before, login)).toBeGreaterThanOrEqual(5_000);
    const { items } = await bench
      .get(MessageViews)
      .search(bench.get(Db), ALL, { limit: 50, state: 'delivered' });
    expect(items).toHaveLength(50);
    expect(items.every(({ number, excerpt }) => number !== '' && excerpt?.startsWith('您的申請已受理'))).toBe(
      true,
    );
  });
});
