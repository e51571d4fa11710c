import { AcceptBatch } from '@sms111/api/messages';
import { actorOf, buildAccount, buildQuota, buildUnit } from '@sms111/api/testing';
import { type Lane } from '@sms111/domain';
import type { Actor } from '@sms111/api/platform';
import { numberOf, PipelineBench, TEXT } from './testing/pipeline-bench';
import { until } from './testing/until';

jest.setTimeout(60_000);

describe('fair shares', () => {
  let bench: PipelineBench;
  // Links that take little at a time: what waits has to wait in the plan. No receipts: the last who wrote a row recorded its submit.
  beforeAll(
    async () => (bench = await PipelineBench.start({ window: 10, rttMs: 5, receiptDelayMs: 3_600_000 })),
  );
  afterAll(() => bench.stop());

  const someone = async (): Promise<Actor> => {
    const unit = await buildUnit(bench.db);
    const account = await buildAccount(bench.db, unit);
    await buildQuota(bench.db, unit, account, 10_000);
    await bench.db.query("UPDATE account SET lanes = lanes || '{code}' WHERE id = $1", [account]);
    return actorOf(unit, account);
  };
  const accept = (actor: Actor, count: number, from: number, lane?: Lane) =>
    bench.db.transaction(tx =>
      bench.get(AcceptBatch).execute(tx, {
        actor,
        channel: 'web',
        name: '公平',
        signature: '測試公共服務平臺',
        common: TEXT,
        lane,
        rows: [
          Array.from({ length: count }, (_, i) => ({
            number: numberOf(from + i),
            text: null,
            ref: null,
            segments: 1,
          })),
        ],
        at: bench.test.platform.clock.now(),
      }),
    );
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
});
