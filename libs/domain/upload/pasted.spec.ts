import fc from 'fast-check';
import { splitPasted } from './pasted';

const raws = (text: string): string[] => splitPasted(text).map(({ raw }) => raw);

describe('pasted numbers', () => {
  it.each([
    ['', []],
    [' \n ', []],
    ['0912345678', ['0912345678']],
    ['0912345678\n0922345678', ['0912345678', '0922345678']],
    ['0912345678\r\n\r\n0922345678\r0932345678', ['0912345678', '0922345678', '0932345678']],
    [
      '0912345678,0922345678，0932345678、0942345678',
      ['0912345678', '0922345678', '0932345678', '0942345678'],
    ],
    [
      '0912345678;0922345678；0932345678\t0942345678',
      ['0912345678', '0922345678', '0932345678', '0942345678'],
    ],
    ['0912345678/0922345678', ['0912345678', '0922345678']],
    ['0912345678 0922345678　0932345678', ['0912345678', '0922345678', '0932345678']],
    ['0912 345 678', ['0912 345 678']],
    ['0912 345 678 0922-345-678', ['0912 345 678', '0922-345-678']],
    ['+886 912 345 678 912345678', ['+886 912 345 678', '912345678']],
    ['王小明 0912345678', ['王小明', '0912345678']],
    ['02-1234 5678', ['02-1234 5678']],
  ])('%j', (text, expected) => {
    expect(raws(text)).toEqual(expected);
  });

  it('are judged and placed', () => {
    expect(splitPasted('0912345678,\n 02-12345678')).toEqual([
      {
        position: 1,
        from: 0,
        to: 10,
        raw: '0912345678',
        verdict: { ok: true, mobile: '0912345678', warnings: [] },
      },
      {
        position: 2,
        from: 13,
        to: 24,
        raw: '02-12345678',
        verdict: { ok: false, code: 'E_NOT_MOBILE', warnings: ['W_SEPARATOR'] },
      },
    ]);
  });

  it('stand where they say, in order, with nothing but separators left out', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0912345678 ,\n、-+王'), maxLength: 60 }), text => {
        let end = 0;
        for (const { from, to, raw } of splitPasted(text)) {
          expect(text.slice(from, to)).toBe(raw);
          expect(text.slice(end, from)).toMatch(/^[\s,、]*$/);
          end = to;
        }
        expect(text.slice(end)).toMatch(/^[\s,、]*$/);
      }),
    );
  });
});
