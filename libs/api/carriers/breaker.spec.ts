import { Breaker } from './breaker';

const after = (breaker: Breaker, now: number, ...outcomes: ('good' | 'bad')[]) => {
  for (const outcome of outcomes) breaker[outcome](now);
  return breaker.stateAt(now);
};

describe('the breaker of a link', () => {
  it('opens after five bad outcomes in a row, and not before', () => {
    const breaker = new Breaker(0);
    expect(after(breaker, 0, 'bad', 'bad', 'bad', 'bad')).toBe('closed');
    expect(after(breaker, 0, 'good', 'bad', 'bad', 'bad', 'bad')).toBe('closed');
    expect(after(breaker, 0, 'bad')).toBe('open');
  });

  it('opens when half of the last forty were bad', () => {
    const breaker = new Breaker(0);
    for (let i = 0; i < 19; i++) expect(after(breaker, 0, 'bad', 'good')).toBe('closed');
    expect(after(breaker, 0, 'bad')).toBe('open');
  });

  it('lets one try after its pause, and closes on a good answer', () => {
    const breaker = new Breaker(0);
    after(breaker, 0, 'bad', 'bad', 'bad', 'bad', 'bad');
    expect(breaker.stateAt(4_999)).toBe('open');
    expect(breaker.good(4_999)).toBe(false);
    expect(breaker.stateAt(5_000)).toBe('half-open');
    expect(breaker.good(5_000)).toBe(true);
    expect(breaker.stateAt(5_000)).toBe('closed');
    expect(after(breaker, 5_000, 'bad', 'bad', 'bad', 'bad')).toBe('closed');
  });

  it('pauses longer after each failed try, a minute at most', () => {
    const breaker = new Breaker(0);
    after(breaker, 0, 'bad', 'bad', 'bad', 'bad', 'bad');
    let now = 0;
    for (const pause of [5_000, 10_000, 20_000, 40_000, 60_000, 60_000]) {
      expect(breaker.stateAt(now + pause - 1)).toBe('open');
      now += pause;
      expect(breaker.stateAt(now)).toBe('half-open');
      breaker.bad(now);
    }
  });
});
