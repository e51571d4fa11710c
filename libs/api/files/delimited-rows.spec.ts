import fc from 'fast-check';
import { DelimitedRows } from './delimited-rows';
import { FileFault } from './file-fault';
import { faultOf, reading } from './testing/reading';

const parse = (text: string, delimiter = ',', piece = text.length): string[][] => {
  const rows = new DelimitedRows(delimiter);
  const found: string[][] = [];
  for (let at = 0; at < text.length; at += Math.max(1, piece))
    found.push(...rows.push(text.slice(at, at + piece)));
  return [...found, ...rows.end()];
};

describe('delimited rows', () => {
  it.each<[string, string, string[][]]>([
    [
      'plain cells',
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['no line break at the end', 'a,b\nc', [['a', 'b'], ['c']]],
    ['empty cells and lines', ',\n\na,,\n', [['', ''], [''], ['a', '', '']]],
    ['all kinds of line break', 'a\r\nb\rc\nd', [['a'], ['b'], ['c'], ['d']]],
    ['quoted delimiters and breaks', '"a,b","c\r\nd"\ne', [['a,b', 'c\r\nd'], ['e']]],
    ['doubled quotes', '"a ""b"" c",""""\n', [['a "b" c', '"']]],
    [
      'quotes inside an unquoted cell',
      'a,請帶"身分證"正本\nb,5"\n',
      [
        ['a', '請帶"身分證"正本'],
        ['b', '5"'],
      ],
    ],
    ['empty quotes', '"",""\n', [['', '']]],
  ])('know %s', (_name, text, rows) => {
    expect(parse(text)).toEqual(rows);
    expect(parse(text, ',', 1)).toEqual(rows);
  });

  it.each([
    [
      'a quote that is never closed',
      '手機號碼,簡訊內容\n0912000001,甲\n0912000002,"乙\n0912000003,丙\n',
      '3',
    ],
    ['text behind a closing quote', '手機號碼,簡訊內容\n0912000001,"甲"乙\n', '2'],
    // Read leniently, the second number would stand in the text of the first.
    [
      'a quote of one row that closes in the next',
      '手機號碼,簡訊內容\n0912000001,"甲\n0912000002,"乙\n',
      '2',
    ],
  ])('refuse %s and name the row', async (_name, text, row) => {
    expect((await reading('list.csv', text)).fault).toMatchObject({ code: 'E_CSV_QUOTE', value: row });
  });

  it('give up a quote that stays open for a million characters without reading the rest', async () => {
    const text = `手機號碼,簡訊內容\n0912000001,"${'0912000002,甲\n'.repeat(300_000)}`;
    expect(await faultOf('list.csv', text)).toBe('E_CSV_QUOTE');
  });

  it('give back what was written, however the text is cut into pieces', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '字', '"', ',', ';', '\t', '\n', '\r', ' ', '😀') });
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.integer({ min: 1, max: 9 }),
        (rows, delimiter, end, piece) => {
          const text = rows.map(cells => cells.map(quoted).join(delimiter) + end).join('');
          expect(parse(text, delimiter, piece)).toEqual(rows);
        },
      ),
    );
  });

  it('never throw anything but a fault', () => {
    const text = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a') });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 5 }), (given, piece) => {
        const outcome = (size: number): unknown => {
          try {
            return parse(given, ',', size);
          } catch (error) {
            if (error instanceof FileFault) return error.code;
            throw error;
          }
        };
        expect(outcome(piece)).toEqual(outcome(given.length));
      }),
    );
  });
});
