import * as fc from 'fast-check';
import { LANE_WEIGHT, laneNumber, LANES } from '@sms111/domain';
import { FairQueue } from './fair-queue';

const BULK = laneNumber('bulk');
const CODE = laneNumber('code');

/** A queue in which every flow of the lane has so many items of one cost waiting. */
const filled = (flows: Record<string, { items: number; cost: number }>, lane = BULK) => {
  const queue = new FairQueue<string>();
  for (const [flow, { items, cost }] of Object.entries(flows)) {
    for (let i = 0; i < items; i++) queue.push(lane, flow, flow, cost);
  }
  return queue;
};
const countOf = (items: readonly (string | undefined)[]) =>
  Object.fromEntries([...Map.groupBy(items, item => item ?? '')].map(([name, all]) => [name, all.length]));
const shifts = <T>(queue: FairQueue<T>, count: number) => Array.from({ length: count }, () => queue.shift());

describe('the fair queue', () => {
  it('serves a small agency beside a large one, turn by turn', () => {
    const queue = filled({ large: { items: 10_000, cost: 1 }, small: { items: 10, cost: 1 } });
    expect(countOf(shifts(queue, 20))).toEqual({ large: 10, small: 10 });
  });

  it('takes segments, not messages, as the price', () => {
    const queue = filled({ long: { items: 1_000, cost: 5 }, short: { items: 1_000, cost: 1 } });
    expect(countOf(shifts(queue, 600))).toEqual({ long: 100, short: 500 });
  });

  it('gives one that comes late no credit for the time before', () => {
    const queue = filled({ early: { items: 1_000, cost: 1 } });
    shifts(queue, 500);
    for (let i = 0; i < 500; i++) queue.push(BULK, 'late', 'late', 1);
    expect(countOf(shifts(queue, 100))).toEqual({ early: 50, late: 50 });
  });

  it('lets an urgent message pass everything that waits', () => {
    const queue = filled({ bulk: { items: 200_000, cost: 1 } });
    shifts(queue, 1_000);
    queue.push(CODE, 'other', 'urgent', 1);
    expect(queue.shift()).toBe('urgent');
  });

  it('gives every lane its share under full load, and none nothing', () => {
    const queue = new FairQueue<string>();
    for (const [number, lane] of LANES.entries()) {
      for (let i = 0; i < 10_000; i++) queue.push(number, 'agency', lane, 1);
    }
    const rounds = 50;
    const share = LANES.reduce((sum, lane) => sum + LANE_WEIGHT[lane], 0);
    const counts = countOf(shifts(queue, share * rounds));
    for (const lane of LANES) {
      expect(Math.abs((counts[lane] ?? 0) - LANE_WEIGHT[lane] * rounds)).toBeLessThanOrEqual(
        LANE_WEIGHT[lane],
      );
    }
  });

  it('takes what fits, and something in any case', () => {
    const queue = filled({ one: { items: 3, cost: 4 } });
    expect(queue.take(9)).toHaveLength(2);
    expect(queue.take(1)).toHaveLength(1);
    expect(queue.take(1)).toEqual([]);
  });

  it('loses nothing, keeps the order of a flow, and knows what waits', () => {
    const push = fc.record({
      lane: fc.nat({ max: 3 }),
      flow: fc.constantFrom('a', 'b', 'c'),
      cost: fc.nat({ max: 5 }),
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(push, fc.constant('shift' as const))), steps => {
        const queue = new FairQueue<{ flow: string; number: number; cost: number }>();
        const waiting = new Map<string, number[]>();
        let number = 0;
        let cost = 0;
        const shift = () => {
          const item = queue.shift();
          if (!item) return false;
          expect(waiting.get(item.flow)?.shift()).toBe(item.number);
          cost -= item.cost;
          return true;
        };
        for (const step of steps) {
          if (step === 'shift') {
            shift();
            continue;
          }
          const flow = `${step.lane}/${step.flow}`;
          queue.push(step.lane, step.flow, { flow, number, cost: step.cost }, step.cost);
          waiting.set(flow, [...(waiting.get(flow) ?? []), number++]);
          cost += step.cost;
        }
        expect(queue.cost).toBe(cost);
        expect(LANES.reduce((sum, _, lane) => sum + queue.costOf(lane), 0)).toBe(cost);
        expect(queue.size).toBe([...waiting.values()].reduce((sum, each) => sum + each.length, 0));
        while (shift());
        expect(queue.size).toBe(0);
        expect(queue.cost).toBe(0);
      }),
    );
  });
});
