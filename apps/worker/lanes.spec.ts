import { Dispatcher, LinkKeeper } from '@sms111/api/carriers';
import { AcceptBatch } from '@sms111/api/messages';
import { actorOf, buildAccount, buildQuota, buildUnit } from '@sms111/api/testing';
import { type Lane } from '@sms111/domain';
import type { Actor, Tx } from '@sms111/api/platform';
import { numberOf, PipelineBench, TEXT } from './testing/pipeline-bench';
import { until } from './testing/until';

jest.setTimeout(240_000);

/** For thousands of messages on a busy machine. */
const LONG_MS = 180_000;

describe('fair shares', () => {
  let bench: PipelineBench;
  // Links that take little at a time: what waits has to wait in the plan. No receipts: the last who wrote a row recorded its submit.
  beforeAll(
    async () =>
      (bench = await PipelineBench.start({
        window: 10,
        rttMs: 5,
        receiptDelayMs: 3_600_000,
        timeoutMs: 20_000,
      })),
  );
  afterAll(() => bench.stop());

  const someone = async (): Promise<Actor> => {
    const unit = await buildUnit(bench.db);
    const account = await buildAccount(bench.db, unit);
    await buildQuota(bench.db, unit, account, 50_000);
    await bench.db.query("UPDATE account SET lanes = lanes || '{code,disaster}' WHERE id = $1", [account]);
    return actorOf(unit, account);
  };
  /** Numbers of the three carriers, or of `prefix`. */
  const acceptIn = (
    tx: Tx,
    actor: Actor,
    count: number,
    from: number,
    {
      lane,
      text = TEXT,
      segments = 1,
      prefix,
    }: { lane?: Lane; text?: string; segments?: number; prefix?: string } = {},
  ) =>
    bench.get(AcceptBatch).execute(tx, {
      actor,
      channel: 'web',
      name: '公平',
      signature: '測試公共服務平臺',
      common: text,
      lane,
      rows: [
        Array.from({ length: count }, (_, i) => ({
          number: prefix ? `${prefix}${String(from + i).padStart(6, '0')}` : numberOf(from + i),
          text: null,
          ref: null,
          segments,
        })),
      ],
      at: bench.test.platform.clock.now(),
    });
  const accept = (actor: Actor, count: number, from: number, lane?: Lane) =>
    bench.db.transaction(tx => acceptIn(tx, actor, count, from, { lane }));
  /** Messages of another batch that were recorded before the last one of this, or with it. */
  const leftBefore = async (batch: number, other: number): Promise<number> => {
    const [row] = await bench.db.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM message_state p
        WHERE p.batch = $1 AND p.xmin::text::bigint <= (SELECT max(xmin::text::bigint) FROM message_state WHERE batch = $2)`,
      [other, batch],
    );
    return row?.n ?? -1;
  };
  const done = (batch: number, count: number) =>
    until(
      async () => (await bench.states(batch))['submitted'] === count,
      () => bench.states(batch),
    );

  it('a small agency is not kept waiting by a large one, and an urgent message by nobody', async () => {
    const [large, small, urgent] = [await someone(), await someone(), await someone()];
    const big = await accept(large, 3_000, 0, 'bulk');
    await until(async () => ((await bench.states(big.batch))['submitted'] ?? 0) > 0);
    const little = await accept(small, 30, 5_000, 'bulk');
    const code = await accept(urgent, 1, 8_000, 'code');
    await done(code.batch, 1);
    await done(little.batch, 30);
    await done(big.batch, 3_000);
    expect(await leftBefore(little.batch, big.batch)).toBeLessThan(2_500);
    expect(await leftBefore(code.batch, big.batch)).toBeLessThan(2_500);
    expect(bench.simulator.counters()).toMatchObject({ duplicateCount: 0 });
    await bench.expectBalanced();
  });

  it('urgent messages fill no memory, however many they are, and all leave', async () => {
    const urgent = await someone();
    // The carrier is slow: what is read for it waits in memory.
    bench.simulator.command({ carrier: 'CHT', kind: 'settings', rtt: 1_000 });
    const alert = await bench.db.transaction(async tx => {
      const batches = [];
      for (let i = 0; i < 9; i++)
        batches.push(await acceptIn(tx, urgent, 1_000, i * 10_000, { lane: 'disaster', prefix: '0912' }));
      return batches.map(({ batch }) => batch);
    });
    // Of the same sender, so that it is read after all of these, or beside the last of them.
    const after = await bench.db.transaction(tx =>
      acceptIn(tx, urgent, 1, 0, { lane: 'disaster', prefix: '0922' }),
    );
    await done(after.batch, 1);
    expect(bench.get(Dispatcher).waiting).toBeGreaterThan(1_500);
    expect(bench.get(Dispatcher).waiting).toBeLessThanOrEqual(6_000);

    bench.simulator.command({ carrier: 'CHT', kind: 'settings', rtt: 0 });
    const left = async () => {
      const [row] = await bench.db.query<{ n: number }>(
        'SELECT sum(waiting_messages)::int AS n FROM batch WHERE id = ANY ($1)',
        [alert],
      );
      return row?.n;
    };
    await until(async () => (await left()) === 0, left, LONG_MS);
    expect(bench.simulator.counters()).toMatchObject({ duplicateCount: 0 });
    await bench.expectBalanced();
  });

  it('an agency of long messages gets as many segments as one of short ones', async () => {
    await bench.db.query("UPDATE carrier_link SET enabled = false WHERE carrier <> 'CHT'");
    await until(() => bench.get(LinkKeeper).carriersBound().join() === 'CHT');
    const [long, short] = [await someone(), await someone()];
    const text = `測試公共服務平臺\n${'長'.repeat(310)}`;
    const [longs, shorts] = await bench.db.transaction(async tx => {
      const batches: [number[], number[]] = [[], []];
      for (let i = 0; i < 30; i++) {
        const [from, lane, prefix] = [i * 100, 'bulk' as const, '0912'];
        const five = await acceptIn(tx, long, 100, from, { lane, prefix, text, segments: 5 });
        batches[0].push(five.batch);
        batches[1].push((await acceptIn(tx, short, 100, from + 50_000, { lane, prefix })).batch);
      }
      return batches;
    });
    const left = async (batches: readonly number[]) => {
      const [row] = await bench.db.query<{ n: number }>(
        `SELECT coalesce(sum(parts), 0)::int AS n FROM message_state p WHERE p.batch = ANY ($1) AND p.state = 2
            AND p.xmin::text::bigint <= (SELECT max(xmin::text::bigint) FROM message_state WHERE batch = ANY ($2))`,
        [batches, shorts],
      );
      return row?.n ?? -1;
    };
    await until(
      async () => (await left(shorts)) === 3_000,
      () => left(shorts),
      LONG_MS,
    );
    const segments = await left(longs);
    expect(segments).toBeGreaterThan(1_500);
    expect(segments).toBeLessThan(6_500);
  });
});
