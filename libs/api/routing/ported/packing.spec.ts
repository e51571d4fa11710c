import { BLOCK_NUMBERS, newPortedBlock } from '@sms111/domain';
import fc from 'fast-check';
import { packChanges, packSince, packTargets, unpackBlock, unpackChanges, unpackTargets } from './packing';

const moment = fc.integer({ min: 1, max: 4_294_967_295 });
/** Jest would look at each of a hundred thousand numbers by itself, for a second. */
const same = (a: Uint8Array | Uint32Array, b: Uint8Array | Uint32Array): boolean =>
  a.constructor === b.constructor && Buffer.compare(bytesOf(a), bytesOf(b)) === 0;
const bytesOf = ({ buffer, byteOffset, byteLength }: Uint8Array | Uint32Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);
const offset = fc.integer({ min: 0, max: BLOCK_NUMBERS - 1 });

describe('packing', () => {
  it('gives back a block as it was', () => {
    const entry = fc.record({ offset, target: fc.integer({ min: 1, max: 255 }), at: moment });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 50 }), entries => {
        const block = newPortedBlock();
        for (const each of entries) {
          block.targets[each.offset] = each.target;
          block.since[each.offset] = each.at;
        }
        const unpacked = unpackBlock(packTargets(block), packSince(block));
        expect(Object.keys(unpacked)).toEqual(['targets', 'since']);
        expect(same(unpacked.targets, block.targets)).toBe(true);
        expect(same(unpacked.since, block.since)).toBe(true);
        expect(same(unpackTargets(packTargets(block)), block.targets)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('gives back changes in their order, and those of one number', () => {
    const change = fc.record({
      place: fc.integer({ min: 0, max: 99_999_999 }),
      target: fc.integer({ min: 1, max: 255 }),
      at: moment,
      donor: fc.constantFrom('CHT', 'TWM', 'FET', 'APT'),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), changes => {
        const packed = packChanges(changes);
        expect(unpackChanges(packed)).toEqual(changes);
        const place = changes[0]?.place ?? 1;
        expect(unpackChanges(packed, place)).toEqual(changes.filter(each => each.place === place));
      }),
    );
  });
});
