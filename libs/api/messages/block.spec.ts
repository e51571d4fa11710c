import fc from 'fast-check';
import { decodeBlock, encodeBlock } from './block';

describe('a block of messages', () => {
  it('gives back every row as it was, whatever its reference holds', () => {
    const any = fc.oneof(fc.string({ unit: 'binary' }), fc.constant(null));
    const row = fc.record({ number: fc.string(), text: any, ref: any });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), rows => {
        expect(decodeBlock(encodeBlock(rows))).toEqual(rows);
      }),
    );
  });

  it('keeps a reference from speaking for the message behind it', () => {
    const rows = [
      { number: '0912345678', text: null, ref: 'x\u001e0922000111\u001f沒有署名\u001fy' },
      { number: '0912345679', text: null, ref: null },
    ];
    expect(decodeBlock(encodeBlock(rows))).toEqual(rows);
  });
});
