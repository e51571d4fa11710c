import { LinkKeeper } from '@sms111/api/carriers';
import { numberOf, PipelineBench, TEXT } from './testing/pipeline-bench';
import { until } from './testing/until';

jest.setTimeout(60_000);

describe('from acceptance to the handset', () => {
  let bench: PipelineBench;
  beforeAll(async () => (bench = await PipelineBench.start({ lateReceiptMs: 400 })));
  afterAll(() => bench.stop());
  afterEach(() => bench.expectBalanced());

  const numbered = (last: string, prefix = '0912') => `${prefix}00${last}`;
  const outcome = async (last: string, segments = 1, text: string | null = null, prefix = '0912') => {
    const accepted = await bench.accept([{ number: numbered(last, prefix), segments, text }]);
    return accepted.batch;
  };

  it('delivers every message of three carriers, once each, and charges exactly that', async () => {
    const { batch } = await bench.accept(Array.from({ length: 600 }, () => ({})));
    await bench.settled(batch, { delivered: 600 });
    const [row] = await bench.db.query(
      'SELECT state, charged, released, completed_at IS NOT NULL AS done FROM batch WHERE id = $1',
      [batch],
    );
    expect(row).toEqual({ state: 3, charged: 600, released: 0, done: true });
    const carriers = await bench.db.query(
      'SELECT carrier, messages FROM batch_tally WHERE batch = $1 AND messages > 0 ORDER BY 1',
      [batch],
    );
    expect(carriers).toEqual([
      { carrier: 'CHT', messages: 200 },
      { carrier: 'FET', messages: 200 },
      { carrier: 'TWM', messages: 200 },
    ]);
    expect(bench.simulator.counters()).toMatchObject({ duplicateCount: 0, violations: {} });
  });

  it('hands a long message over in parts that the handset puts together, sender 111', async () => {
    const long = `測試公共服務平臺\n${'長'.repeat(150)}`;
    const { batch } = await bench.accept([{ number: numberOf(70_001), segments: 3, text: long }]);
    await bench.settled(batch, { delivered: 1 });
    const [handset] = bench.simulator.handsets(numberOf(70_001));
    expect(handset?.messages[0]).toMatchObject({ text: long, sender: '111', segments: 3 });
  });

  it.each([
    ['9001', 'failed', 'handset-fail'],
    ['9002', 'expired', 'expired'],
    ['9003', 'failed', 'rejected'],
    ['9004', 'failed', 'invalid-number'],
    ['9012', 'failed', 'barred'],
    ['9013', 'unknown', 'unknown'],
  ])('ends …%s as %s (%s) on every carrier, charging nothing', async (last, state) => {
    const batches = await Promise.all(['0912', '0922', '0926'].map(prefix => outcome(last, 1, null, prefix)));
    for (const batch of batches) {
      await bench.settled(batch, { [state]: 1 });
      const [row] = await bench.db.query('SELECT charged, released FROM batch WHERE id = $1', [batch]);
      expect(row).toEqual({ charged: 0, released: 1 });
    }
  });

  it('tries a throttled message again after a back-off, and delivers it once', async () => {
    const batch = await outcome('9005');
    await until(
      async () => {
        await bench.sweep();
        bench.test.platform.clock.advance(1_000);
        return (await bench.states(batch))['delivered'] === 1;
      },
      () => bench.states(batch),
    );
    const refusals = await bench.db.query('SELECT status FROM submit_refusal WHERE batch = $1', [batch]);
    expect(refusals).toEqual([{ status: 0x58 }, { status: 0x58 }]);
  });

  it('holds a message without an answer as unconfirmed, never sends it again, and tells its sender', async () => {
    const batch = await outcome('9007');
    await bench.settled(batch, { unconfirmed: 1 });
    await bench.sweep();
    await bench.sweep();
    expect(await bench.states(batch)).toEqual({ unconfirmed: 1 });
    const [notice] = await bench.db.query(
      "SELECT kind FROM notice WHERE dedupe_key LIKE 'batch-end/%' ORDER BY id DESC LIMIT 1",
    );
    expect(notice).toEqual({ kind: 'batch-unconfirmed' });
    const [row] = await bench.db.query('SELECT charged, released FROM batch WHERE id = $1', [batch]);
    expect(row).toEqual({ charged: 0, released: 0 });
  });

  it('asks another carrier, once, when the first says that the number is not its own', async () => {
    await bench.db.query(
      `INSERT INTO carrier_error_map (carrier, source, code, reason, action)
       SELECT code, 'submit', '0x40b', 'invalid-number', 'other-carrier' FROM network`,
    );
    const learnt = () =>
      bench.get(LinkKeeper).all.every(({ link }) => link.errors.submit[0x40b] !== undefined);
    await until(learnt);
    // Prefix of TWM: the first to be asked; the default carrier takes it.
    const batch = await outcome('9018', 1, null, '0922');
    await bench.settled(batch, { delivered: 1 });
    const [row] = await bench.db.query(
      'SELECT carrier, reroute, route_method, donor FROM message_state WHERE batch = $1',
      [batch],
    );
    expect(row).toEqual({ carrier: 'CHT', reroute: 'CHT', route_method: 6, donor: 'TWM' });
    const refusals = await bench.db.query('SELECT link FROM submit_refusal WHERE batch = $1', [batch]);
    expect(refusals).toHaveLength(1);
  });

  it('finds the message of a receipt although its submit was never answered', async () => {
    const batch = await outcome('9006');
    await until(
      async () => {
        await bench.sweep();
        return (await bench.states(batch))['delivered'] === 1;
      },
      () => bench.states(batch),
    );
    const [row] = await bench.db.query('SELECT charged, released FROM batch WHERE id = $1', [batch]);
    expect(row).toEqual({ charged: 1, released: 0 });
  });

  it.each(['9008', '9009', '9011'])(
    'delivers …%s once, whenever and however often its receipt comes',
    async last => {
      const batch = await outcome(last);
      await bench.settled(batch, { delivered: 1 });
      const [row] = await bench.db.query('SELECT charged FROM batch WHERE id = $1', [batch]);
      expect(row).toEqual({ charged: 1 });
    },
  );

  it('shows a message of which one part failed as partly delivered, and charges nothing (A1)', async () => {
    const batch = await outcome('9014', 2, `測試公共服務平臺\n${'長'.repeat(100)}`);
    await bench.settled(batch, { 'partly-delivered': 1 });
    const [row] = await bench.db.query('SELECT charged, released FROM batch WHERE id = $1', [batch]);
    expect(row).toEqual({ charged: 0, released: 2 });
  });

  it('sends a number of no known prefix to the default carrier and says so', async () => {
    const { batch } = await bench.accept([{ number: '0940000143' }]);
    await bench.settled(batch, { delivered: 1 });
    const [row] = await bench.db.query(
      'SELECT carrier, donor, route_method FROM message_state WHERE batch = $1',
      [batch],
    );
    expect(row).toEqual({ carrier: 'CHT', donor: '', route_method: 5 });
  });

  it('gives nothing of a paused batch to a carrier', async () => {
    await bench.db.query('UPDATE carrier_link SET enabled = enabled');
    const accepted = await bench.db.transaction(async tx => {
      const { AcceptBatch } = await import('@sms111/api/messages');
      const result = await bench.get(AcceptBatch).execute(tx, {
        actor: bench.actor,
        channel: 'web',
        name: '暫停',
        signature: '測試公共服務平臺',
        common: TEXT,
        rows: [[{ number: numberOf(5), text: null, ref: null, segments: 1 }]],
        at: new Date('2026-11-20T06:00:00Z'),
      });
      await tx.execute('UPDATE batch SET state = 2 WHERE id = $1', [result.batch]);
      return result;
    });
    await bench.sweep();
    await bench.sweep();
    expect(await bench.states(accepted.batch)).toEqual({ accepted: 1 });
  });
});
