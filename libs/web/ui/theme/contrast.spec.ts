import { contrast } from './contrast';
import { pairsOf } from './pairs';
import { DARK, LIGHT } from './scheme';

describe('contrast', () => {
  it('is 21 between black and white, and 1 between equals', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#00665c', '#00665c')).toBe(1);
  });

  describe.each([
    ['light', LIGHT],
    ['dark', DARK],
  ])('of the %s scheme', (_, scheme) => {
    it.each(pairsOf(scheme))('is enough: $name', ({ front, back, least }) => {
      expect(contrast(front, back)).toBeGreaterThanOrEqual(least);
    });
  });
});
