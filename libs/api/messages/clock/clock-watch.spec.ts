import { Clock, type Actor } from '@sms111/api/platform';
import { LoadPrefixes, Routes } from '@sms111/api/routing';
import { PLATFORM } from '@sms111/api/audit';
import { actorOf, buildAccount } from '@sms111/api/testing';
import { formatBatchId } from '@sms111/domain';
import { BatchViews } from '../batch.views';
import { ControlBatch } from '../control-batch';
import { newMessagesBench, type MessagesBench } from '../testing/messages-bench';
import { RecordSubmits } from '../record-submits';
import { ClockWatch } from './clock-watch';
import { DispatchClockModule } from './dispatch-clock.module';
import { ServiceLevelViews } from './service-level.views';

jest.setTimeout(60_000);

const SECOND = 1_000;
const MINUTE = 60_000;
const START = new Date('2026-11-20T06:00:00Z');
const EVERYBODY = { accountId: null, unitId: null, contents: true };
const PREFIX: Record<string, string> = { CHT: '0912', TWM: '0922', FET: '0926' };

describe('the watch over the deadlines (OPS-11)', () => {
  let bench: MessagesBench;
  let watch: ClockWatch;
  let keeper: string;

  beforeAll(async () => {
    bench = await newMessagesBench(10_000, [DispatchClockModule]);
    watch = bench.get(ClockWatch);
    keeper = await buildAccount(bench.db, bench.unit, { role: 'system-admin' });
    await bench.db.transaction(tx =>
      bench.get(LoadPrefixes).execute(tx, PLATFORM, {
        networks: Object.keys(PREFIX).map(code => ({ code, zh: code, en: code })),
        mergers: [],
        prefixes: Object.entries(PREFIX).map(([donor, prefix]) => ({ prefix, donor })),
        defaultNetwork: 'CHT',
      }),
    );
    await bench.get(Routes).refresh();
    for (const carrier of Object.keys(PREFIX)) {
      await bench.db.query(
        `INSERT INTO carrier_link (id, carrier, host, port, system_id, password_sealed) VALUES ($1, $2, '127.0.0.1', 1, 's', '')`,
        [`${carrier}-A`, carrier],
      );
    }
  });
  afterAll(() => bench.close());
  beforeEach(async () => {
    // Each begins with nothing under way, at the same minute.
    await bench.db.query('UPDATE batch SET waiting_messages = 0, clocked = true');
    bench.test.platform.clock.set(START);
    await linksBound('CHT', 'TWM', 'FET');
  });

  const clock = () => bench.get(Clock);
  const pass = (ms: number) => bench.test.platform.clock.advance(ms);
  const linksBound = async (...carriers: string[]) => {
    await bench.db.query('DELETE FROM link_lease');
    for (const carrier of carriers) {
      await bench.db.query(
        `INSERT INTO link_lease (link_id, worker, lease_until, state, seen_at) VALUES ($1, 'w', 'infinity', 'bound', now())`,
        [`${carrier}-A`],
      );
    }
  };
  /** As many messages of each carrier, in turn. */
  const accept = (each: number) =>
    bench.accept(
      Array.from({ length: each * 3 }, (_, i) => ({
        number: `${Object.values(PREFIX)[i % 3]}${String(i).padStart(6, '0')}`,
      })),
    );
  let ids = 0;
  /** Hands over messages of one carrier: `from` to `to` of its own. */
  const handOver = (batch: number, carrier: string, from: number, to: number) =>
    bench.db.transaction(tx =>
      bench.get(RecordSubmits).execute(
        tx,
        Array.from({ length: to - from }, (_, i) => ({
          batch,
          seq: (from + i) * 3 + Object.keys(PREFIX).indexOf(carrier),
          parts: 1,
          acceptedParts: 0,
          failedParts: 0,
          attempts: 0,
          link: `${carrier}-A`,
          carrier,
          route: { donor: carrier, method: 'prefix' as const, snapshot: null },
          outcomes: [{ kind: 'accepted' as const, part: 1, carrierMessageId: `c${++ids}` }],
          at: clock().now(),
        })),
        clock().now(),
      ),
    );
  const page = async (batch: number) =>
    (await bench.get(BatchViews).page(bench.db, EVERYBODY, formatBatchId(batch))).clock;
  const figure = async (batch: number) =>
    (
      await bench.db.query(
        `SELECT state, allowed_seconds AS allowed, used_seconds AS used, paused_ms AS paused, points,
                points_with_pauses AS "withPauses", handed_over_at IS NOT NULL AS done FROM service_level WHERE batch = $1`,
        [batch],
      )
    )[0];
  const told = async (batch: number) =>
    bench.db.query<{ kind: string; account: string; name: string | null }>(
      `SELECT kind, account_id AS account, params->>'name' AS name FROM notice WHERE params->>'batchId' = $1 AND kind LIKE 'dispatch-%'
        ORDER BY kind, account_id`,
      [formatBatchId(batch)],
    );
  const control = (deed: 'pause' | 'resume', batch: number, actor: Actor = bench.actor) =>
    bench.db.transaction(tx => bench.get(ControlBatch)[deed](tx, actor, batch));

  it('measures the pace by carrier and lets the slowest decide the end', async () => {
    const { batch } = await accept(100);
    pass(4 * SECOND);
    await watch.run();
    pass(6 * SECOND);
    await handOver(batch, 'CHT', 0, 50);
    await handOver(batch, 'TWM', 0, 50);
    await handOver(batch, 'FET', 0, 10);
    const seen = await page(batch);
    expect(seen).toMatchObject({ state: 'within', pace: 'moving', slowest: 'FET', segmentsPerSecond: 11 });
    expect(seen.expectedHandOverAt).toBe('2026-11-20T06:01:40.000Z');
  });

  it('gives no end while one carrier stands still, and says which', async () => {
    const { batch } = await accept(100);
    pass(4 * SECOND);
    await watch.run();
    for (const from of [0, 30, 60]) {
      pass(6 * SECOND);
      await handOver(batch, 'CHT', from, from + 30);
      await handOver(batch, 'TWM', from, from + 30);
      await watch.run();
    }
    const seen = await page(batch);
    expect(seen).toMatchObject({ pace: 'stalled', standing: ['FET'], expectedHandOverAt: null });
    expect(seen.segmentsPerSecond).toBeGreaterThan(0);
  });

  it('says that the links of a carrier are down, at once', async () => {
    const { batch } = await accept(10);
    await linksBound('CHT', 'TWM');
    pass(4 * SECOND);
    await watch.run();
    await handOver(batch, 'CHT', 0, 5);
    await handOver(batch, 'TWM', 0, 5);
    expect(await page(batch)).toMatchObject({
      pace: 'links-down',
      standing: ['FET'],
      expectedHandOverAt: null,
    });
  });

  it('keeps a minute of samples, one row a batch, and none after the hand-over', async () => {
    const { batch } = await accept(2);
    for (let i = 0; i < 30; i++) {
      pass(5 * SECOND);
      await watch.run();
    }
    const rows = await bench.db.query<{ samples: unknown[] }>(
      'SELECT samples FROM batch_pace WHERE batch = $1',
      [batch],
    );
    expect(rows.map(row => row.samples.length)).toEqual([13]);
    for (const carrier of Object.keys(PREFIX)) await handOver(batch, carrier, 0, 2);
    await watch.run();
    expect(await bench.db.query('SELECT FROM batch_pace WHERE batch = $1', [batch])).toEqual([]);
  });

  it('keeps the figure of a batch that met its deadline, and alarms nobody', async () => {
    const { batch } = await accept(1);
    pass(MINUTE);
    for (const carrier of Object.keys(PREFIX)) await handOver(batch, carrier, 0, 1);
    pass(MINUTE);
    await watch.run();
    expect(await figure(batch)).toEqual({
      state: 'met',
      allowed: 3_600,
      used: 60,
      paused: 0,
      points: 0,
      withPauses: 0,
      done: true,
    });
    expect(await page(batch)).toMatchObject({ state: 'met', pace: 'done' });
    expect(await told(batch)).toEqual([]);
  });

  it('alarms the sender and the system administrators once a state, also with two workers at once', async () => {
    const second = await bench.another([DispatchClockModule]);
    const { batch } = await accept(1);
    pass(49 * MINUTE);
    await Promise.all([watch.run(), second.get(ClockWatch).run(), watch.run()]);
    await Promise.all([watch.run(), second.get(ClockWatch).run()]);
    const sender = { account: bench.actor.accountId, name: '測試批次' };
    const admin = { account: keeper, name: null };
    const both = (kind: string) =>
      [sender, admin].map(each => ({ kind, ...each })).sort((a, b) => (a.account < b.account ? -1 : 1));
    expect(await told(batch)).toEqual(both('dispatch-at-risk'));
    pass(12 * MINUTE);
    await Promise.all([watch.run(), second.get(ClockWatch).run()]);
    expect(await told(batch)).toEqual([...both('dispatch-at-risk'), ...both('dispatch-missed')]);
    const mails = await bench.db.query('SELECT FROM outbox WHERE created_at >= $1', [START]);
    expect(mails.length).toBeGreaterThanOrEqual(4);
    await second.close();
  });

  it('keeps the figure of a batch that is late, while it runs and when it is through', async () => {
    const { batch } = await accept(1);
    pass(61 * MINUTE);
    await watch.run();
    expect(await figure(batch)).toMatchObject({ state: 'missed', points: 1, used: null, done: false });
    pass(30 * MINUTE);
    await watch.run();
    expect(await figure(batch)).toMatchObject({ state: 'missed', points: 2, done: false });
    for (const carrier of Object.keys(PREFIX)) await handOver(batch, carrier, 0, 1);
    pass(MINUTE);
    await watch.run();
    expect(await figure(batch)).toMatchObject({ state: 'missed', points: 2, used: 91 * 60, done: true });
  });

  it('stands still while the sender holds the batch, and keeps both figures', async () => {
    const { batch } = await accept(1);
    pass(10 * MINUTE);
    await control('pause', batch);
    pass(60 * MINUTE);
    await watch.run();
    expect(await page(batch)).toMatchObject({ state: 'within', pace: 'paused', leftSeconds: 50 * 60 });
    await control('resume', batch);
    expect(await page(batch)).toMatchObject({ pausedSeconds: 3_600, dueAt: '2026-11-20T08:00:00.000Z' });
    pass(20 * MINUTE);
    for (const carrier of Object.keys(PREFIX)) await handOver(batch, carrier, 0, 1);
    await watch.run();
    expect(await figure(batch)).toMatchObject({
      state: 'met',
      used: 30 * 60,
      paused: 3_600_000,
      points: 0,
      withPauses: 1,
    });
  });

  it('runs on while the operator holds the batch', async () => {
    const { batch } = await accept(1);
    const operator = actorOf(bench.unit, keeper, { role: 'system-admin' });
    await control('pause', batch, operator);
    pass(61 * MINUTE);
    await watch.run();
    expect(await page(batch)).toMatchObject({ state: 'missed', pace: 'held', pausedSeconds: 0 });
  });

  it('owes nothing for what its sender cancelled in time', async () => {
    const { batch } = await accept(1);
    pass(MINUTE);
    await bench.db.transaction(tx => bench.get(ControlBatch).cancel(tx, bench.actor, batch, clock().now()));
    pass(120 * MINUTE);
    await watch.run();
    expect(await figure(batch)).toMatchObject({ state: 'withdrawn', points: 0 });
  });

  it('adds up the month as its figures move, and lists what is late', async () => {
    const views = bench.get(ServiceLevelViews);
    const month = async () => views.month(bench.db, { month: '2026-11', limit: 1 });
    const before = await month();
    const { batch } = await accept(1);
    pass(61 * MINUTE);
    await watch.run();
    const during = await month();
    expect(during.totals.missed).toBe(before.totals.missed + 1);
    expect(during.totals.points).toBe(before.totals.points + 1);
    expect(during.items).toEqual([
      expect.objectContaining({ id: formatBatchId(batch), state: 'missed', points: 1, usedSeconds: null }),
    ]);
    expect(JSON.stringify(during)).not.toContain('測試批次');
    const [counted] = await bench.db.query<{ same: boolean }>(
      `SELECT (SELECT coalesce(jsonb_object_agg(state, batches) FILTER (WHERE batches > 0), '{}') FROM service_month)
            = (SELECT jsonb_object_agg(state, n) FROM (SELECT state, count(*) AS n FROM service_level GROUP BY 1) c) AS same`,
    );
    expect(counted).toEqual({ same: true });
    const next = await views.month(bench.db, { month: '2026-11', limit: 1, cursor: during.next ?? '' });
    expect(next.items[0]?.id).not.toBe(formatBatchId(batch));
    expect(await views.month(bench.db, { month: '2026-10', limit: 1 })).toMatchObject({
      totals: { met: 0, missed: 0, slowestSeconds: null },
      items: [],
    });
  });

  it('takes back a figure that came too early', async () => {
    const { batch } = await accept(1);
    for (const carrier of Object.keys(PREFIX)) await handOver(batch, carrier, 0, 1);
    pass(5 * SECOND);
    await watch.run();
    expect(await figure(batch)).toMatchObject({ state: 'met', done: true });
    // A late answer: it never left, so it is due again (RecordSubmits does this for an unconfirmed part).
    await bench.db.query(
      'UPDATE batch SET waiting_messages = 1, handed_over_at = NULL, state = 1 WHERE id = $1',
      [batch],
    );
    pass(61 * MINUTE);
    await watch.run();
    expect(await figure(batch)).toMatchObject({ state: 'missed', done: false });
    await bench.db.query('UPDATE batch SET waiting_messages = 0, handed_over_at = $2 WHERE id = $1', [
      batch,
      clock().now(),
    ]);
    await watch.run();
    expect(await figure(batch)).toMatchObject({ state: 'missed', done: true, points: 1 });
  });
});
