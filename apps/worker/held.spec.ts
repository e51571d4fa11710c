import { ControlCarrier, ControlLink } from '@sms111/api/carriers';
import {
  ClockWatch,
  ControlBatch,
  DispatchClockModule,
  TroubleDigest,
  TroubleDigestModule,
} from '@sms111/api/messages';
import { HeldViews, QueueViews } from '@sms111/api/operations';
import { buildAccount } from '@sms111/api/testing';
import { formatBatchId } from '@sms111/domain';
import { PipelineBench } from './testing/pipeline-bench';
import { until } from './testing/until';

jest.setTimeout(120_000);

/** A third of them is of each carrier. */
const COUNT = 90;
const THIRD = COUNT / 3;
const batchOf = (count: number) => Array.from({ length: count }, () => ({}));

describe('what is held while a worker runs', () => {
  let bench: PipelineBench;
  let admin: string;
  beforeAll(async () => {
    bench = await PipelineBench.start({ imports: [DispatchClockModule, TroubleDigestModule] });
    admin = await buildAccount(bench.db, { unitId: bench.actor.unitId }, { role: 'system-admin' });
    await bench.db.query('UPDATE queue_policy SET alarm_held = $1', [THIRD]);
  });
  afterAll(() => bench.stop());
  afterEach(() => bench.expectBalanced());

  const now = () => bench.test.platform.clock.now();
  const pass = (ms: number) => bench.test.platform.clock.advance(ms);
  const held = async () =>
    (await new HeldViews().list(bench.db, now(), { limit: 100 })).items.map(
      ({ batchId, carrier, cause, messages, estimated }) => ({
        batchId,
        carrier,
        cause,
        messages,
        estimated,
      }),
    );
  const figure = async () => (await new QueueViews().figures(bench.db, now())).held.messages;
  const told = async (batch: number) =>
    bench.db.query(
      `SELECT account_id AS account, (params ->> 'messages')::int AS messages, params ->> 'causes' AS causes
         FROM notice WHERE kind = 'messages-held' AND params ->> 'batchId' = $1`,
      [formatBatchId(batch)],
    );
  const alarms = async () =>
    bench.db.query(
      `SELECT account_id AS account, (params ->> 'messages')::int AS messages FROM notice
        WHERE kind = 'queue-alarm' AND params ->> 'what' = 'held'`,
    );
  /** Until only a carrier's part of the batch waits. */
  const onlyWaiting = (batch: number, messages: number): Promise<void> =>
    until(
      async () => {
        const { accepted = 0, delivered = 0 } = await bench.states(batch);
        return accepted === messages && delivered === COUNT - messages;
      },
      () => bench.states(batch),
    );
  const carrier = (deed: 'pause' | 'resume') =>
    bench.db.transaction(tx => bench.get(ControlCarrier)[deed](tx, bench.actor, 'TWM', '業者通知'));
  const link = (deed: 'drain' | 'resume', id: string) =>
    bench.db.transaction(tx => bench.get(ControlLink)[deed](tx, bench.actor, id, '更換設備'));
  const boundOfTwm = async (): Promise<number> => {
    const rows = await bench.db.query(
      `SELECT FROM link_lease WHERE link_id LIKE 'TWM-%' AND state = 'bound' AND lease_until > $1`,
      [now()],
    );
    return rows.length;
  };

  it('is said of a paused carrier’s messages that were never attempted: list, figure, notice and alarm', async () => {
    await carrier('pause');
    const { batch, batchId } = await bench.accept(batchOf(COUNT));
    await onlyWaiting(batch, THIRD);
    pass(4_000);
    await bench.get(ClockWatch).run();
    const group = { batchId, carrier: 'TWM', cause: 'carrier-paused', messages: THIRD, estimated: false };
    expect(await held()).toEqual([group]);
    expect(await figure()).toBe(THIRD);
    await bench.get(TroubleDigest).run();
    const { accountId } = bench.actor;
    expect(await told(batch)).toEqual([{ account: accountId, messages: THIRD, causes: 'carrier-paused' }]);
    expect(await alarms()).toEqual([{ account: admin, messages: THIRD }]);

    await carrier('resume');
    await bench.sweep();
    await bench.settled(batch, { delivered: COUNT });
    expect(await held()).toEqual([]);
    expect(await figure()).toBe(0);
    await bench.get(TroubleDigest).run();
    expect(await told(batch)).toEqual([{ account: accountId, messages: 0, causes: null }]);
  });

  it('is said of every one of many single messages', async () => {
    await carrier('pause');
    const batches = [];
    for (let i = 0; i < 40; i++) batches.push(await bench.accept([{ number: `0922${100_000 + i}` }]));
    pass(4_000);
    await bench.get(ClockWatch).run();
    expect((await held()).map(({ batchId, messages }) => [batchId, messages])).toEqual(
      batches.map(({ batchId }) => [batchId, 1]),
    );
    await carrier('resume');
    await bench.sweep();
    for (const { batch } of batches) await bench.settled(batch, { delivered: 1 });
  });

  it('is said of messages whose carrier has lost both its links', async () => {
    for (const id of ['TWM-A', 'TWM-B']) await link('drain', id);
    await until(async () => (await boundOfTwm()) === 0);
    const { batch, batchId } = await bench.accept(batchOf(COUNT));
    await onlyWaiting(batch, THIRD);
    pass(61_000);
    await until(async () => {
      const rows = await bench.db.query('SELECT FROM link_lease WHERE lease_until > $1', [now()]);
      return rows.length === 4;
    });
    await bench.get(ClockWatch).run();
    expect(await held()).toEqual([
      { batchId, carrier: 'TWM', cause: 'no-link', messages: THIRD, estimated: false },
    ]);
    for (const id of ['TWM-A', 'TWM-B']) await link('resume', id);
    await until(async () => (await boundOfTwm()) === 2);
    await bench.sweep();
    await bench.settled(batch, { delivered: COUNT });
  });

  it('does not tell a sender of what the sender stopped', async () => {
    await carrier('pause');
    const { batch, batchId } = await bench.accept(batchOf(COUNT));
    await onlyWaiting(batch, THIRD);
    await bench.db.transaction(tx => bench.get(ControlBatch).pause(tx, bench.actor, batch));
    expect(await held()).toEqual([
      { batchId, carrier: '', cause: 'batch-paused', messages: THIRD, estimated: false },
    ]);
    expect(await figure()).toBe(THIRD);
    await bench.get(TroubleDigest).run();
    expect(await told(batch)).toEqual([]);
    await bench.db.transaction(tx => bench.get(ControlBatch).resume(tx, bench.actor, batch));
    await carrier('resume');
    await bench.sweep();
    await bench.settled(batch, { delivered: COUNT });
  });
});
