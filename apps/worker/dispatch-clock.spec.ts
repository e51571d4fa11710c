import { BatchViews, ClockWatch, DispatchClockModule } from '@sms111/api/messages';
import { PipelineBench } from './testing/pipeline-bench';
import { until } from './testing/until';

jest.setTimeout(120_000);

const EVERYBODY = { accountId: null, unitId: null, contents: false };

describe('the clock of a batch on its way', () => {
  let bench: PipelineBench;
  beforeAll(async () => (bench = await PipelineBench.start({ imports: [DispatchClockModule] })));
  afterAll(() => bench.stop());

  const page = async (batchId: string) =>
    (await bench.get(BatchViews).page(bench.db, EVERYBODY, batchId)).clock;
  const pass = (seconds: number) => bench.test.platform.clock.advance(seconds * 1000);

  it('names the carrier that lets nothing in, promises no end, and has its figure when all is through', async () => {
    bench.simulator.command({ carrier: 'FET', kind: 'throttle' });
    const { batch, batchId } = await bench.accept(Array.from({ length: 60 }, () => ({})));
    await bench.settled(batch, { accepted: 20, delivered: 40 });
    for (let round = 0; round < 3; round++) {
      pass(8);
      await bench.get(ClockWatch).run();
    }
    // The workers' leases follow the clock of this test within a second.
    await until(
      async () => (await page(batchId)).pace === 'stalled',
      () => page(batchId),
    );
    expect(await page(batchId)).toMatchObject({
      state: 'within',
      standing: ['FET'],
      expectedHandOverAt: null,
    });

    bench.simulator.command({ carrier: 'FET', kind: 'normal' });
    await until(
      async () => {
        pass(1);
        await bench.sweep();
        return (await bench.states(batch))['delivered'] === 60;
      },
      () => bench.states(batch),
    );
    await bench.get(ClockWatch).run();
    expect(await page(batchId)).toMatchObject({ state: 'met', pace: 'done' });
    const [figure] = await bench.db.query(
      'SELECT state, segments, points FROM service_level WHERE batch = $1',
      [batch],
    );
    expect(figure).toEqual({ state: 'met', segments: 60, points: 0 });
  });
});
