import { RANGE } from '@sms111/api/messages';
import { laneNumber } from '@sms111/domain';
import { Plan } from './plan';

const range = (batch: number, agency: string, segments?: number) => ({
  ...{ batch, from: 0, to: RANGE - 1, lane: laneNumber('bulk'), agency },
  ...(segments !== undefined && { segments }),
});

describe('the plan', () => {
  const taken = (plan: Plan, times: number) => {
    const agencies = Array.from({ length: times }, () => plan.take()).flatMap(ranges =>
      ranges.map(({ agency }) => agency),
    );
    return {
      long: agencies.filter(a => a === 'long').length,
      short: agencies.filter(a => a === 'short').length,
    };
  };

  it('takes segments, not messages, as the price of a range', () => {
    const plan = new Plan();
    for (let i = 0; i < 100; i++) {
      plan.add(range(i, 'long', 5 * RANGE));
      plan.add(range(1_000 + i, 'short', RANGE));
    }
    expect(taken(plan, 60)).toEqual({ long: 10, short: 50 });
  });

  it('takes a range that does not say for one of short messages', () => {
    const plan = new Plan();
    for (let i = 0; i < 100; i++) {
      plan.add(range(i, 'long'));
      plan.add(range(1_000 + i, 'short', RANGE));
    }
    expect(taken(plan, 60)).toEqual({ long: 30, short: 30 });
  });
});
