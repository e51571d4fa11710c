import { batchIdAt } from './ids';
import { isMonth, monthAt, monthBegins, monthBounds, monthOfBatch, monthPlus, monthsLater } from './month';

const at = (text: string): number => Date.parse(text);

describe('the month of records', () => {
  it.each([
    ['2026-05-31T23:59:59.999+08:00', 202605],
    ['2026-06-01T00:00:00.000+08:00', 202606],
    ['2026-05-31T16:00:00.000Z', 202606],
    ['2026-12-31T23:59:59.999+08:00', 202612],
  ])('%s lies in %i', (moment, month) => {
    expect(monthAt(at(moment))).toBe(month);
    expect(monthOfBatch(batchIdAt(at(moment)) + 4095)).toBe(month);
  });

  it.each([
    [202601, -1, 202512],
    [202612, 1, 202701],
    [202605, 36, 202905],
    [202605, 0, 202605],
  ])('%i and %i months is %i', (month, count, then) => expect(monthPlus(month, count)).toBe(then));

  it('has bounds that meet those of its neighbours', () => {
    for (let month = 202401; month < 203001; month = monthPlus(month, 1)) {
      const { low, high } = monthBounds(month);
      expect(monthOfBatch(low)).toBe(month);
      expect(monthOfBatch(high - 1)).toBe(month);
      expect(monthBounds(monthPlus(month, 1)).low).toBe(high);
      expect(monthAt(monthBegins(month) - 1)).toBe(monthPlus(month, -1));
    }
  });

  it.each([
    ['2026-05-20T14:05:09.000+08:00', 6, '2026-11-20T14:05:09.000+08:00'],
    ['2026-08-31T00:00:00.000+08:00', 6, '2027-02-28T00:00:00.000+08:00'],
    ['2026-05-31T23:30:00.000+08:00', 6, '2026-11-30T23:30:00.000+08:00'],
    ['2026-06-01T00:30:00.000+08:00', 36, '2029-06-01T00:30:00.000+08:00'],
  ])('%s, %i months later: %s', (from, months, then) =>
    expect(new Date(monthsLater(at(from), months)).toISOString()).toBe(new Date(then).toISOString()),
  );

  it.each([202413, 202400, 20265, 2026.5, 203000])('%d is none', value => expect(isMonth(value)).toBe(false));
});
