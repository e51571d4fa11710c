import fc from 'fast-check';
import { countSegments, segmentUnits, splitIntoSegments } from './segments';

const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

describe('segments', () => {
  it.each([
    ['nothing', '', []],
    ['one unit', '字', [1]],
    ['70 units in one', '字'.repeat(70), [70]],
    ['71 units in two', '字'.repeat(71), [67, 4]],
    ['plain English by the same count', 'a'.repeat(71), [67, 4]],
    ['134 units in two', '字'.repeat(134), [67, 67]],
    ['135 units in three', '字'.repeat(135), [67, 67, 1]],
    ['333 units in five', '字'.repeat(333), [67, 67, 67, 67, 65]],
    ['a pair on the border goes to the next', `${'字'.repeat(66)}😀${'字'.repeat(66)}`, [66, 67, 1]],
    ['a pair that just fits stays', `${'字'.repeat(65)}😀${'字'.repeat(10)}`, [67, 10]],
    ['35 pairs in one', '😀'.repeat(35), [70]],
    ['36 pairs in two', '😀'.repeat(36), [66, 6]],
    ['lone surrogates do not join', `${'字'.repeat(66)}\ud800${'字'.repeat(10)}`, [67, 10]],
  ])('cuts %s', (_name, text, units) => {
    expect(segmentUnits(text)).toEqual(units);
    expect(countSegments(text)).toBe(units.length);
  });

  it('needs a sixth segment for some texts of 333 units', () => {
    const pairsOnBorders = '字'.repeat(66) + `😀${'字'.repeat(64)}`.repeat(4) + '😀字';
    expect(pairsOnBorders).toHaveLength(333);
    expect(segmentUnits(pairsOnBorders)).toEqual([66, 66, 66, 66, 66, 3]);
  });

  it('gives back the text, tears no pair and fills no segment over its limit', () => {
    const text = fc.string({ unit: fc.constantFrom('字', 'a', '\n', '😀', '𠮷', '👨‍👩‍👧'), maxLength: 400 });
    fc.assert(
      fc.property(text, text => {
        const segments = splitIntoSegments(text);
        expect(segments.join('')).toBe(text);
        expect(segments.map(segment => segment.length)).toEqual(segmentUnits(text));
        expect(segments.every(segment => !LONE.test(segment) && segment.length > 0)).toBe(true);
        expect(segments.every(segment => segment.length <= (segments.length === 1 ? 70 : 67))).toBe(true);
        expect(segments.slice(0, -1).every(segment => segment.length >= 66)).toBe(true);
      }),
    );
  });
});
