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
/** One of so many messages is refused for its own sake, whatever the rate. */
const ONE_OF = 250;

interface Course {
  /** Seconds of a clock of its own. */
  seconds: number;
  /** What came of it is counted from here on. */
  from?: number;
  /** Between these seconds the carrier takes nothing. */
  stop?: [number, number];
  /** Offered each second: what the window or the traffic allows. */
  demand?: number;
  /** Whether single messages are refused for their own sake, and as many as that at the very start. */
  refusals?: number;
}

/** Sends as fast as the rate allows. */
const run = (rate: AdaptiveRate, grant: number, course: Course) => {
  const { seconds, from = 0, stop = [0, 0], demand = FASTEST, refusals } = course;
  const [stops, goesOn] = stop;
  const usual = carrier(grant);
  let sent = 0;
  const isForItself = () => refusals !== undefined && (sent <= refusals || sent % ONE_OF === 0);
  const takes = (now: number) =>
    (now < stops * 1_000 || now >= goesOn * 1_000) && !isForItself() && usual(now);
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
    credit = Math.min(20, credit + Math.min(rate.current || FASTEST, demand) / 1_000);
    for (; credit >= 1; credit--) {
      sent++;
      const taken = takes(now);
      answers.push({ at: now + RTT_MS, taken });
      if (now >= from * 1_000) counts[taken ? 'accepted' : 'throttled']++;
    }
  }
  const { accepted, throttled } = counts;
  return {
    used: accepted / (Math.min(grant, demand) * (seconds - from)),
    refused: throttled / (accepted + throttled),
  };
};

describe('the rate at which a link is used', () => {
  it.each([50, 400, 2_000])(
    'is the granted one: of %d a second all is used and nothing is refused',
    grant => {
      const { used, refused } = run(new AdaptiveRate(grant, 0), grant, { seconds: 60 });
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
    const { used, refused } = run(new AdaptiveRate(0, 0), grant, { seconds: 360, from: 120 });
    expect(used).toBeGreaterThanOrEqual(0.98);
    expect(refused).toBeLessThanOrEqual(0.001);
  });

  it('keeps below a carrier that takes less than it granted', () => {
    const { used, refused } = run(new AdaptiveRate(500, 0), 400, { seconds: 360, from: 120 });
    expect(used).toBeGreaterThanOrEqual(0.98);
    expect(refused).toBeLessThanOrEqual(0.001);
  });

  it.each([0, 400])(
    'is what it was within seconds after a carrier took nothing at all (%d granted)',
    granted => {
      const { used, refused } = run(new AdaptiveRate(granted, 0), 400, {
        seconds: 220,
        from: 165,
        stop: [150, 155],
      });
      expect(used).toBeGreaterThanOrEqual(0.95);
      expect(refused).toBeLessThanOrEqual(0.001);
    },
  );

  describe.each([
    { granted: 0, demand: 330 },
    { granted: 200, demand: FASTEST },
    { granted: 400, demand: FASTEST },
    { granted: 400, demand: 330 },
    { granted: 50, demand: FASTEST },
  ])(
    '$granted a second granted, $demand offered, one of 250 refused for its own sake',
    ({ granted, demand }) => {
      const rate = () => new AdaptiveRate(granted, 0);
      const takes = granted || 10_000;

      it.each([0, 3, 30])('is that of the others, also when the first %d were such', refusals => {
        const { used } = run(rate(), takes, { seconds: 240, from: 30, demand, refusals });
        expect(used).toBeGreaterThanOrEqual(0.98);
      });

      it('is what it was within seconds after a stop', () => {
        const course = { seconds: 80, from: 45, demand, refusals: 0 };
        expect(run(rate(), takes, { ...course, stop: [20, 32] }).used).toBeGreaterThanOrEqual(0.92);
      });
    },
  );

  it('falls to what a carrier takes that refuses single messages as well', () => {
    const { used, refused } = run(new AdaptiveRate(500, 0), 400, { seconds: 360, from: 120, refusals: 0 });
    expect(used).toBeGreaterThanOrEqual(0.95);
    expect(refused).toBeLessThanOrEqual(0.03);
  });

  it.each([100, 300])('finds out %d a second under traffic that is little more', grant => {
    const course = { seconds: 360, from: 120, demand: grant * 1.04 };
    const { used, refused } = run(new AdaptiveRate(0, 0), grant, course);
    expect(used).toBeGreaterThanOrEqual(0.95);
    expect(refused).toBeLessThanOrEqual(0.02);
  });

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
