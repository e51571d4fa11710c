import * as fc from 'fast-check';
import { InHand } from './in-hand';

describe('what is in hand', () => {
  it('is taken once until it is let go', () => {
    const deed = fc.record({ take: fc.boolean(), batch: fc.nat({ max: 2 }), seq: fc.nat({ max: 5_000 }) });
    fc.assert(
      fc.property(fc.array(deed), deeds => {
        const hand = new InHand();
        const model = new Set<string>();
        for (const { take, batch, seq } of deeds) {
          const key = `${batch}/${seq}`;
          if (take) {
            expect(hand.take(batch, seq)).toBe(!model.has(key));
            model.add(key);
          } else {
            hand.release(batch, seq);
            model.delete(key);
          }
          expect(hand.has(batch, seq)).toBe(model.has(key));
        }
      }),
    );
  });
});
