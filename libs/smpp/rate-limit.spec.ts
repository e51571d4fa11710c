import fc from 'fast-check';
import { RateLimit } from './rate-limit';
import { ManualClock } from './testing/manual-clock';

/** Sends whenever allowed, for `seconds`; the milliseconds at which each message went. */
function run(rate: number, seconds: number, step: () => number): number[] {
  const clock = new ManualClock();
  const limit = new RateLimit(rate, clock);
  const times: number[] = [];
  while (clock.now() < seconds * 1_000) {
    const allowed = limit.allowance();
    for (let i = 0; i < allowed; i++) times.push(clock.now());
    limit.spend(allowed);
    clock.advance(Math.max(limit.wait(), step()));
  }
  return times;
}

/** The most that went within any 1,000 ms. */
function peak(times: readonly number[]): number {
  let from = 0;
  return times.reduce((most, time, i) => {
    while (time - (times[from] ?? time) >= 1_000) from++;
    return Math.max(most, i - from + 1);
  }, 0);
}

describe('the rate limit', () => {
  it.each([1, 10, 56, 100, 1_000, 10_000])('uses at least 98 % of %d a second, and never more', rate => {
    const times = run(rate, 10, () => 0);
    expect(peak(times)).toBeLessThanOrEqual(rate);
    expect(times.length).toBeGreaterThanOrEqual(rate * 10 * 0.98);
  });

  it('holds in every second, however late its timers come', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.array(fc.nat(400), { minLength: 5 }),
        (rate, delays) => {
          let i = 0;
          const times = run(rate, 4, () => delays[i++ % delays.length] ?? 0);
          expect(peak(times)).toBeLessThanOrEqual(rate);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('makes a pause good with no more than the worth of 20 ms', () => {
    const clock = new ManualClock();
    const limit = new RateLimit(1_000, clock);
    clock.advance(60_000);
    expect(limit.allowance()).toBe(20);
  });

  it('takes another rate', () => {
    const clock = new ManualClock();
    const limit = new RateLimit(1_000, clock);
    limit.set(100);
    expect(limit.allowance()).toBe(2);
    limit.spend(2);
    clock.advance(5);
    expect(limit.allowance()).toBe(0);
    clock.advance(5);
    expect(limit.allowance()).toBe(1);
  });
});
