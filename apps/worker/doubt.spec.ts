import { AskForReceipts } from '@sms111/api/carriers';
import { PipelineBench } from './testing/pipeline-bench';
import { until } from './testing/until';

jest.setTimeout(120_000);

describe('receipts that never come', () => {
  let bench: PipelineBench;
  beforeAll(async () => (bench = await PipelineBench.start()));
  afterAll(() => bench.stop());
  afterEach(() => bench.expectBalanced());

  const offer = (carriers: readonly string[]) =>
    bench.db.query(
      `INSERT INTO carrier_control (carrier, offers_query_sm) SELECT c, true FROM unnest($1::text[]) c
       ON CONFLICT (carrier) DO UPDATE SET offers_query_sm = true`,
      [carriers],
    );
  const lost = async (prefix: string): Promise<number> => {
    const { batch } = await bench.accept([{ number: `${prefix}009010` }]);
    await bench.settled(batch, { submitted: 1 });
    return batch;
  };
  const askUntil = async (batch: number, expected: Record<string, number>) => {
    await until(
      async () => {
        await bench.get(AskForReceipts).run();
        return JSON.stringify(await bench.states(batch)) === JSON.stringify(expected);
      },
      () => bench.states(batch),
    );
  };

  it('are asked for by query_sm where the carrier offers it, and the answer counts as the receipt', async () => {
    await offer(['CHT', 'TWM']);
    const [cht, twm, fet] = await Promise.all(['0912', '0922', '0926'].map(lost));
    if (cht === undefined || twm === undefined || fet === undefined) throw new Error('nothing was accepted');
    await bench.get(AskForReceipts).run();
    const early = await bench.db.query('SELECT batch FROM receipt_query');
    expect(early).toEqual([]);

    bench.test.platform.clock.advance(2 * 3_600_000);
    // Ids of this carrier are hexadecimal in its responses: it must be asked with what it gave.
    await askUntil(cht, { delivered: 1 });
    await askUntil(twm, { delivered: 1 });
    expect(await bench.states(fet)).toEqual({ submitted: 1 });
    const codes = await bench.db.query('SELECT code FROM part_receipt WHERE batch = ANY ($1)', [[cht, twm]]);
    expect(codes).toEqual([{ code: 'QUERY DELIVRD' }, { code: 'QUERY DELIVRD' }]);
    const [row] = await bench.db.query('SELECT charged, released FROM batch WHERE id = $1', [cht]);
    expect(row).toEqual({ charged: 1, released: 0 });
  });

  it('are not asked for where the carrier never gave an id, but its link is remembered', async () => {
    await offer(['FET']);
    const { batch } = await bench.accept([{ number: '0926009007' }]);
    await bench.settled(batch, { unconfirmed: 1 });
    const [row] = await bench.db.query('SELECT link, carrier FROM message_exception WHERE batch = $1', [
      batch,
    ]);
    expect(row).toMatchObject({ carrier: 'FET', link: expect.stringMatching(/^FET-[AB]$/) });
    bench.test.platform.clock.advance(2 * 3_600_000);
    for (let i = 0; i < 3; i++) await bench.get(AskForReceipts).run();
    expect(await bench.states(batch)).toEqual({ unconfirmed: 1 });
    const asked = await bench.db.query('SELECT FROM receipt_query WHERE batch = $1', [batch]);
    expect(asked).toEqual([]);
  });
});

describe('answers that come too late', () => {
  let bench: PipelineBench;
  /** A carrier is silent for so long; its claim stays open meanwhile. */
  const TIMEOUT_MS = 4_000;
  beforeAll(async () => (bench = await PipelineBench.start({ timeoutMs: TIMEOUT_MS })));
  afterAll(() => bench.stop());
  afterEach(() => bench.expectBalanced());

  const claims = async () => {
    const [row] = await bench.db.query<{ n: number }>('SELECT count(*)::int AS n FROM claim');
    return row?.n;
  };

  it('do not keep the receipts of the others in their claim waiting', async () => {
    const { batch } = await bench.accept(
      ['0912000001', '0912000002', '0912009007'].map(number => ({ number })),
    );
    await bench.simulator.until(({ receipts }) => receipts.acknowledged === 2);
    expect(await claims()).toBe(1);
    await bench.settled(batch, { delivered: 2, unconfirmed: 1 });
    expect(await claims()).toBe(0);
  });

  it('end the doubt, and the receipts that follow are answered and count', async () => {
    for (const { link } of bench.simulator.links)
      bench.simulator.command({ link, kind: 'slow', rtt: TIMEOUT_MS + 1_000 });
    const { batch } = await bench.accept([{}, {}, {}]);
    await bench.settled(batch, { unconfirmed: 3 });
    await bench.settled(batch, { delivered: 3 });
    for (const { link } of bench.simulator.links) bench.simulator.command({ link, kind: 'normal' });
    await bench.simulator.until(({ receipts }) => receipts.waiting === 0);
  });
});
