import fc from 'fast-check';
import { hashText, Seen } from './seen';

describe('what was seen', () => {
  it('is kept as a map would, the first line staying', () => {
    const key = fc.tuple(fc.nat({ max: 40 }), fc.constantFrom(0, 1, 0xffffffff));
    fc.assert(
      fc.property(fc.array(key, { maxLength: 200 }), keys => {
        const seen = new Seen();
        const model = new Map<string, number>();
        keys.forEach(([high, low], index) => {
          expect(seen.lineOf(high, low)).toBe(model.get(`${high} ${low}`) ?? 0);
          seen.note(high, low, index + 1);
          if (!model.has(`${high} ${low}`)) model.set(`${high} ${low}`, index + 1);
        });
      }),
    );
  });

  it('grows without losing anything', () => {
    const seen = new Seen();
    for (let key = 0; key < 5_000; key += 1) seen.note(key, key * 7, key + 1);
    for (let key = 0; key < 5_000; key += 1) expect(seen.lineOf(key, key * 7)).toBe(key + 1);
    expect(seen.lineOf(5_000, 0)).toBe(0);
  });

  it('tells like texts apart', () => {
    const hashes = new Set<string>();
    for (let number = 0; number < 100_000; number += 1) {
      const { high, low } = hashText(`測試通知第${number}號`);
      hashes.add(`${high} ${low}`);
    }
    expect(hashes.size).toBe(100_000);
  });
});
