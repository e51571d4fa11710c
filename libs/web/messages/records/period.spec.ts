import { daysOf, instantsOf, isDay } from './period';

const now = new Date('2026-11-20T17:30:00Z'); // 2026-11-21 01:30 in Taiwan
const own = (from: string | null, to: string | null) => ({ period: 'own' as const, from, to });
const named = (period: 'today' | 'week' | 'month') => ({ period, from: null, to: null });

describe('the period of the records page', () => {
  it.each([
    ['today', { from: '2026-11-21', to: '2026-11-21' }],
    ['week', { from: '2026-11-15', to: '2026-11-21' }],
    ['month', { from: '2026-11-01', to: '2026-11-21' }],
  ] as const)('counts %s in days of Taiwan', (period, expected) => {
    expect(daysOf(named(period), now)).toEqual(expected);
  });

  it('asks from the first midnight to the midnight after the last day', () => {
    expect(instantsOf(named('today'), now)).toEqual({
      from: '2026-11-20T16:00:00.000Z',
      to: '2026-11-21T16:00:00.000Z',
    });
  });

  it('leaves an end open that was not given', () => {
    expect(instantsOf(own('2026-11-01', null), now)).toEqual({ from: '2026-10-31T16:00:00.000Z' });
    expect(instantsOf(own(null, null), now)).toEqual({});
  });

  it.each([
    ['2026-11-20', true],
    ['2026-02-30', false],
    ['20261120', false],
    ['', false],
    [null, false],
  ])('tells whether %s is a day', (text, expected) => {
    expect(isDay(text)).toBe(expected);
  });
});
