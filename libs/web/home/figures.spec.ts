import { niceTop } from './days/nice-top';
import { forecastOf } from './quota/forecast';

const day = (segments: number) => ({
  day: '2026-11-20',
  messages: segments,
  segments,
  delivered: segments,
  failed: 0,
});
const balance = { ordered: 1000, remaining: 700, reserved: 0, charged: 300, lapsed: 0 };

describe('niceTop', () => {
  it.each([
    [0, 5],
    [5, 5],
    [6, 10],
    [99, 100],
    [101, 200],
    [1878, 2000],
    [20_001, 50_000],
  ])('puts the top of an axis for %d at %d', (value, top) => {
    expect(niceTop(value)).toBe(top);
  });
});

describe('forecastOf', () => {
  it('goes back from what is left now, and on at the same pace', () => {
    expect(forecastOf(balance, [day(100), day(200)])).toEqual({
      perDay: 150,
      daysLeft: 4,
      course: [900, 700],
    });
  });

  it('lasts for ever when nothing is sent', () => {
    expect(forecastOf(balance, [day(0)])).toMatchObject({ perDay: 0, daysLeft: null });
    expect(forecastOf(balance, [])).toMatchObject({ perDay: 0, daysLeft: null, course: [] });
  });

  it('was never more than what was ordered', () => {
    expect(forecastOf(balance, [day(500), day(500)]).course).toEqual([1000, 700]);
  });
});
