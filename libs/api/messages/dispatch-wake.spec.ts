import { getQueueToken, queueRoot, queues, type Queue } from '@sms111/api/platform';
import { startTestApp, type TestApp } from '@sms111/api/testing';
import { laneNumber, type Lane } from '@sms111/domain';
import { DISPATCH, DispatchWake, RANGE, type DispatchJob } from './dispatch-wake';

const batch = (id: number, lane: Lane, messages = 1, segments = messages) => ({
  batch: id,
  messages,
  segments,
  lane: laneNumber(lane),
  agency: 'an-agency',
});

describe('wakes of batches', () => {
  let test: TestApp;
  let queue: Queue<readonly DispatchJob[]>;
  beforeAll(async () => {
    test = await startTestApp({
      imports: [queueRoot(), queues(DISPATCH)],
      providers: [DispatchWake],
      entities: [],
    });
    queue = test.app.get(getQueueToken(DISPATCH));
  });
  afterEach(() => queue.empty());
  afterAll(() => test.close());

  const wake = (batches: Parameters<DispatchWake['batches']>[0]) =>
    test.app.get(DispatchWake).batches(batches);
  /** Takes all jobs as a worker would. */
  const taken = async (): Promise<(readonly DispatchJob[])[]> => {
    const jobs = [];
    for (let job = await queue.getNextJob(); job; job = await queue.getNextJob()) {
      jobs.push(job.data);
      await job.moveToCompleted('', true, true);
    }
    return jobs;
  };

  it('come lane by lane: those of a large send wait for all others, however many they are', async () => {
    await wake([batch(1, 'bulk', 3 * RANGE)]);
    await wake([batch(2, 'notice'), batch(3, 'code'), batch(4, 'notice')]);
    await wake([batch(5, 'disaster')]);
    const order = (await taken()).map(ranges => ranges.map(range => range.batch));
    expect(order).toEqual([[5], [3], [2, 4], [1], [1], [1]]);
  });

  it('say what each range costs: its share of the segments', async () => {
    await wake([batch(1, 'bulk', 2 * RANGE + 500, 5 * RANGE), batch(2, 'notice', 2, 7)]);
    const segments = (await taken()).flat().map(range => range.segments);
    expect(segments).toEqual([7, 2 * RANGE, 2 * RANGE, RANGE]);
  });

  it('are not doubled while they wait', async () => {
    await wake([batch(1, 'bulk', 2 * RANGE), batch(2, 'code')]);
    await wake([batch(1, 'bulk', 2 * RANGE), batch(2, 'code')]);
    expect((await taken()).map(([first]) => [first?.batch, first?.from])).toEqual([
      [2, 0],
      [1, 0],
      [1, RANGE],
    ]);
  });
});
