import fc from 'fast-check';
import { neutralised, neutralisedRef } from './correction-columns';
import { cellsOf, reading } from './testing/reading';

const list = (...rows: readonly string[]): string =>
  `\ufeff手機號碼,簡訊內容,自訂序號,原列號,退回原因\r\n${rows.join('\r\n')}\r\n`;

describe('a corrected list', () => {
  it('is read without the columns that the platform added', async () => {
    const { recognised, rows } = await reading(
      '退回明細_名單.csv',
      list('0912000001,您好,A1,17,碼數錯誤', ',,,18,重複'),
    );
    expect(recognised).toMatchObject({
      layout: { kind: 'B' },
      columns: ['手機號碼', '簡訊內容', '自訂序號'],
    });
    expect(rows.map(row => row.cells)).toEqual([['0912000001', '您好', 'A1']]);
  });

  it('of numbers only stays a list of numbers', async () => {
    const { recognised } = await reading(
      '退回明細_名單.csv',
      '手機號碼,原列號,退回原因\r\n0912000001,3,碼數錯誤\r\n',
    );
    expect(recognised).toMatchObject({ layout: { kind: 'A', width: 1 } });
  });

  it('loses the apostrophes that protected it, and no others', async () => {
    const rows = [
      "0912000001,'-5度低溫特報,'0012,2,x",
      "0912000002,'您好,'A1,3,x",
      "'0912000003,''+1加碼,,4,x",
    ];
    expect(await cellsOf('退回明細_名單.csv', list(...rows))).toEqual([
      ['0912000001', '-5度低溫特報', '0012'],
      ['0912000002', "'您好", "'A1"],
      ["'0912000003", "'+1加碼", ''],
    ]);
  });

  it('keeps apostrophes where the platform did not put them', async () => {
    expect(await cellsOf('list.csv', "手機號碼,簡訊內容\n0912000001,'-5度\n")).toEqual([
      ['0912000001', "'-5度"],
    ]);
  });

  it('gives back any text exactly', async () => {
    const text = fc.string({
      unit: fc.constantFrom("'", '=', '+', '-', '@', '0', '1', '甲', 'a', '\t', '＝'),
    });
    await fc.assert(
      fc.asyncProperty(text, text, async (content, ref) => {
        const cell = (value: string): string => `"${value}"`;
        const row = ['0912000001', neutralised(content), neutralisedRef(ref), '2', 'x'].map(cell).join(',');
        expect(await cellsOf('退回明細_名單.csv', list(row))).toEqual([['0912000001', content, ref]]);
      }),
    );
  });
});
