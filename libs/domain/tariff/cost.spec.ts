import fc from 'fast-check';
import { addAmounts, billTotal, cost, formatAmount, parseAmount, roundToDollars } from './cost';

describe('a cost', () => {
  it.each([
    [113, '0.75', '84.75', '85'],
    [0, '0.75', '0', '0'],
    [2, '0.75', '1.5', '2'],
    [4, '0.75', '3', '3'],
    [1, '0.4999', '0.4999', '0'],
    [1, '0.5000', '0.5', '1'],
    [3, '0.83', '2.49', '2'],
    [-2, '0.75', '-1.5', '-2'],
    [5_000_000, '0.7500', '3750000', '3750000'],
    [9_007_199_254_740_991, '0.75', '6755399441055743.25', '6755399441055743'],
  ])('%i segments at %s are %s, billed %s', (segments, price, exact, dollars) => {
    expect(cost(segments, price)).toEqual({ exact, dollars });
  });

  it('of a bill is rounded once, not line by line (A3)', () => {
    const line = { segments: 1, unitPrice: '0.5' };
    expect(billTotal([line, line, line])).toEqual({ exact: '1.5', dollars: '2' });
    expect(billTotal([])).toEqual({ exact: '0', dollars: '0' });
    expect(
      billTotal([
        { segments: 1, unitPrice: '0.7' },
        { segments: 1, unitPrice: '0.75' },
      ]).exact,
    ).toBe('1.45');
  });

  it.each(['', 'x', '1.', '.5', '1e3', '1,000', ' 1'])('has no price %j', price => {
    expect(parseAmount(price)).toBeNull();
    expect(() => cost(1, price)).toThrow(RangeError);
  });

  it('is exact: amounts read back what they show, and sums do not depend on order', () => {
    const amount = fc.record({
      units: fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
      scale: fc.nat({ max: 6 }),
    });
    fc.assert(
      fc.property(amount, amount, (one, other) => {
        const shown = formatAmount(one);
        const read = parseAmount(shown);
        expect(read && formatAmount(read)).toBe(shown);
        expect(formatAmount(addAmounts([one, other]))).toBe(formatAmount(addAmounts([other, one])));
        const rounded = { units: -roundToDollars(one), scale: 0 };
        const { units, scale } = addAmounts([one, rounded]);
        expect((units < 0n ? -units : units) * 2n <= 10n ** BigInt(scale)).toBe(true);
      }),
    );
  });
});
