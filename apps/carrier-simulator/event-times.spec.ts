import { EventTimes } from './event-times';
import { Running } from './testing/running';

const running = new Running();
afterEach(() => running.end());

describe('event times', () => {
  it('are counted by the millisecond, oldest first', () => {
    const times = new EventTimes();
    for (const at of [1_000_005, 1_000_005, 1_000_007, 1_000_020]) times.segment(at);
    expect(times.report().accepted).toEqual([
      [1_000_005, 2],
      [1_000_007, 1],
      [1_000_020, 1],
    ]);
  });

  it('reach back some minutes, and never tell an older round as of now', () => {
    const times = new EventTimes();
    const round = 1 << 20;
    times.segment(5_000_000);
    times.segment(5_000_001);
    times.segment(5_000_001 + round);
    expect(times.report().accepted).toEqual([[5_000_001 + round, 1]]);
    times.segment(5_000_000 + 9 * round);
    expect(times.report().accepted).toEqual([[5_000_000 + 9 * round, 1]]);
  });

  it('say how long receipts waited for their answer, the longest together', () => {
    const times = new EventTimes();
    times.acknowledgement(2_000_000, 1_999_997);
    times.acknowledgement(2_000_000, 1_999_997);
    times.acknowledgement(2_000_001, 1_000_000);
    expect(times.report()).toMatchObject({
      acknowledged: [
        [2_000_000, 2],
        [2_000_001, 1],
      ],
      answerMs: [
        [3, 2],
        [60_000, 1],
      ],
    });
    times.clear();
    expect(times.report()).toEqual({ accepted: [], acknowledged: [], answerMs: [] });
  });

  it('are told by a bare simulator, and only by such', async () => {
    const bare = await running.simulator({ bare: true });
    const peer = await running.peer(bare);
    const before = Date.now();
    await peer.submit({ destination_addr: '0912345678' });
    await peer.receiptsCame(1);
    await bare.until(({ receipts }) => receipts.acknowledged === 1);
    const ask = (port: number) => fetch(`http://127.0.0.1:${port}/api/timeline`);
    const told = (await (await ask(bare.httpPort)).json()) as ReturnType<EventTimes['report']>;
    const [[acceptedAt, accepted] = [0, 0]] = told.accepted;
    expect(accepted).toBe(1);
    expect(acceptedAt).toBeGreaterThanOrEqual(before);
    expect(told.acknowledged.map(([, count]) => count)).toEqual([1]);
    expect(told.answerMs.map(([, count]) => count)).toEqual([1]);
    const withPage = await running.simulator();
    expect((await ask(withPage.httpPort)).status).toBe(404);
  });
});
