import * as fc from 'fast-check';
import { concatReference, partReference } from './reference';

const key = fc.record({ batch: fc.nat({ max: Number.MAX_SAFE_INTEGER }), seq: fc.nat({ max: 1_000_000 }) });

describe('references of a message', () => {
  it('fit their fields and are the same at every attempt', () => {
    fc.assert(
      fc.property(key, fc.integer({ min: 1, max: 5 }), (key, part) => {
        expect(concatReference(key)).toBe(concatReference({ ...key }));
        expect(concatReference(key)).toBeLessThan(256);
        expect(partReference(key, part)).toBe(partReference({ ...key }, part));
        expect(partReference(key, part)).toBeLessThan(65_536);
      }),
    );
  });

  it('differ between the parts of one message', () => {
    fc.assert(
      fc.property(key, key => {
        expect(new Set([1, 2, 3, 4, 5].map(part => partReference(key, part))).size).toBe(5);
      }),
    );
  });

  it('spread neighbours', () => {
    const references = Array.from({ length: 1_000 }, (_, seq) =>
      partReference({ batch: 123_456_789_012, seq }, 1),
    );
    expect(new Set(references).size).toBeGreaterThan(980);
  });
});
