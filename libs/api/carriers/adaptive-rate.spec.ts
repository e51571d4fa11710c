import { AdaptiveRate } from './adaptive-rate';

/** A carrier that takes `grant` a second, a fifth of it at once, as most of them count. */
const carrier = (grant: number) => {
  let tokens = grant / 5;
  let at = 0;
  return (now: number): boolean => {
    tokens = Math.min(grant / 5, tokens + ((now - at) * grant) / 1_000);
    at = now;
    if (tokens < 1) return false;
    tokens--;
    return true;
  };
};

const RTT_MS = 20;
const FASTEST = 5_000;

/**
 * Sends as fast as the rate allows for so many seconds of a clock of its own; counts what came of it from `from` on. Between
 * the seconds of `stop` the carrier takes nothing.
 */
const run = (rate: AdaptiveRate, grant: number, seconds: number, from = 0, stop = [0, 0]) => {
  const [stops = 0, goesOn = 0] = stop;
  const usual = carrier(grant);
  const takes = (now: number) => (now < stops * 1_000 || now >= goesOn * 1_000) && usual(now);
  const answers: { at: number; taken: boolean }[] = [];
  const counts = { accepted: 0, throttled: 0 };
  let credit = 0;
  let stepped = 0;
  for (let now = 0; now < seconds * 1_000; now++) {
    while (answers[0] && answers[0].at <= now) {
      if (answers.shift()?.taken) rate.accepted(now);
      else rate.throttled(now);
    }
    if (now - stepped >= 1_000) {
      stepped = now;
      rate.step(now);
    }
    credit = Math.min(20, credit + (rate.current || FASTEST) / 1_000);
    for (; credit >= 1; credit--) {
      const taken = takes(now);
      answers.push({ at: now + RTT_MS, taken });
      if (now >= from * 1_000) counts[taken ? 'accepted' : 'throttled']++;
    }
  }
  const { accepted, throttled } = counts;
  return { used: accepted / (grant * (seconds - from)), refused: throttled / (accepted + throttled) };
};

describe('the rate at which a link is used', () => {
  it.each([50, 400, 2_000])(
    'is the granted one: of %d a second all is used and nothing is refused',
    grant => {
      const { used, refused } = run(new AdaptiveRate(grant, 0), grant, 60);
      expect(used).toBeGreaterThanOrEqual(0.98);
      expect(refused).toBe(0);
    },
  );

  it('is that of the window again when nothing was refused for minutes', () => {
    const rate = new AdaptiveRate(0, 0);
    rate.accepted(100);
    for (let ms = 200; rate.current === 0 && ms < 1_000; ms++) rate.throttled(ms);
    expect(rate.current).toBeGreaterThan(0);
    const seen: number[] = [];
    for (let second = 2; second <= 600; second++) {
      rate.step(second * 1_000);
      seen.push(rate.current);
    }
    expect(Math.max(...seen)).toBeLessThanOrEqual(10_000);
    expect(rate.current).toBe(0);
  });

  it.each([200, 1_000])('finds out %d a second where the carrier named none', grant => {
    const { used, refused } = run(new AdaptiveRate(0, 0), grant, 360, 120);
    expect(used).toBeGreaterThanOrEqual(0.98);
    expect(refused).toBeLessThanOrEqual(0.001);
  });

  it('keeps below a carrier that takes less than it granted', () => {
    const { used, refused } = run(new AdaptiveRate(500, 0), 400, 360, 120);
    expect(used).toBeGreaterThanOrEqual(0.98);
    expect(refused).toBeLessThanOrEqual(0.001);
  });

  it.each([0, 400])(
    'is what it was within seconds after a carrier took nothing at all (%d granted)',
    granted => {
      const { used, refused } = run(new AdaptiveRate(granted, 0), 400, 220, 165, [150, 155]);
      expect(used).toBeGreaterThanOrEqual(0.95);
      expect(refused).toBeLessThanOrEqual(0.001);
    },
  );

  it('comes back to what was granted when the carrier does', () => {
    const rate = new AdaptiveRate(400, 0);
    expect([10, 10, 10].map(now => rate.throttled(now))).toEqual([false, false, true]);
    expect(rate.current).toBeLessThan(400);
    // The others of the same window say nothing new.
    expect(rate.throttled(11)).toBe(false);
    for (let second = 1; second <= 90; second++) rate.step(second * 1_000);
    expect(rate.current).toBe(400);
  });

  it.each([0, 400])('is not moved by a refusal now and then on a link far below its rate (%d)', granted => {
    const rate = new AdaptiveRate(granted, 0);
    for (let now = 0; now < 60_000; now += 20) {
      rate.accepted(now);
      if (now % 5_000 === 0) rate.throttled(now);
    }
    expect(rate.current).toBe(granted);
  });

  it('does not slow a nearly idle link down to nothing', () => {
    const rate = new AdaptiveRate(0, 0);
    for (const now of [10, 20, 30]) rate.throttled(now);
    expect(rate.current).toBeGreaterThan(15);
    for (let now = 2_000; now < 12_000; now += 400) rate.throttled(now);
    expect(rate.current).toBeLessThan(2);
  });
});
