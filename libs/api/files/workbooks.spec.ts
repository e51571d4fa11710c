import { fixture } from './testing/fixture';
import { cellsOf, faultOf, reading, verdictsOf } from './testing/reading';
import {
  biffOf,
  compoundOf,
  xlsOf,
  xlsxOf,
  xlsxParts,
  zipOf,
  type MadeCell,
  type MadeSheet,
} from './testing/workbooks';

const HEADER = ['手機號碼', '簡訊內容', '自訂序號'];
const list = (...rows: readonly (readonly MadeCell[])[]): MadeSheet => ({
  name: '名單',
  rows: [HEADER, ...rows],
});
const ROW = ['0912000001', '您好', 'A1'];
/** 手機號碼 … in CP950, as a spreadsheet of 1995 has it. */
const BIG5: Readonly<Record<string, string>> = {
  手: 'a4e2', 機: 'bef7', 號: 'b8b9', 碼: 'bd58', 簡: 'c2b2', 訊: 'b054', 內: 'a4ba', 容: 'ae65',
  自: 'a6db', 訂: 'ad71', 序: 'a7c7', 名: 'a657', 單: 'b3e6', 您: 'b17a', 好: 'a66e', '\ue000': 'fa40',
}; // prettier-ignore
const big5 = (text: string): Buffer =>
  Buffer.concat([...text].map(char => Buffer.from(BIG5[char] ?? Buffer.from(char).toString('hex'), 'hex')));

describe('an xlsx', () => {
  it('gives its first visible sheet, and says that there are others', async () => {
    const { recognised, rows } = await reading(
      'list.xlsx',
      xlsxOf(
        { name: '說明', state: 'hidden', rows: [['請勿修改']] },
        { name: '參數', state: 'veryHidden', rows: [['x']] },
        list(ROW),
        { name: '備份', rows: [HEADER, ['0912000009', '舊', '']] },
      ),
    );
    expect(recognised?.container).toEqual({
      format: 'xlsx',
      encoding: 'OOXML',
      sheet: '名單',
      delimiter: null,
      extraSheets: 1,
    });
    expect(rows).toEqual([{ line: 2, cells: ROW }]);
  });

  it('returns rows with formulas, whatever their stored result', async () => {
    const read = await reading(
      'list.xlsx',
      xlsxOf(
        list(
          [{ formula: '"0912"&"000001"', result: '0912000001' }, '您好', ''],
          ['0912000002', { formula: 'A2&"先生您好"', result: '先生您好' }, ''],
          ['0912000003', '您好', { formula: '1+1', result: 2 }],
          ['0912000004', '您好', ''],
        ),
      ),
    );
    expect(verdictsOf(read).map(row => row.errors.map(error => error.code))).toEqual([
      ['E_FORMULA'],
      ['E_FORMULA'],
      ['E_FORMULA'],
      [],
    ]);
  });

  it('gives numbers exactly, dates and amounts as shown', async () => {
    const cells = await cellsOf(
      'list.xlsx',
      xlsxOf(
        list(
          [912000001, { value: 46346, format: 'yyyy/m/d' }, { value: 12, format: '0000' }],
          [{ value: 912000002, format: '0.00E+00' }, { value: 1234.5, format: '#,##0.00' }, 7],
          [886912000003, { value: 46346, format: '[$-404]e/m/d' }, { value: 0.5, format: '0%' }],
          [
            { value: 912000004, format: 'yyyy/m/d' },
            { value: 46346, format: '[$-404]ggge"年"m"月"d"日"' },
            '',
          ],
          ['9.12E+08', '您好', ''],
        ),
      ),
    );
    expect(cells).toEqual([
      [912000001, '2026/11/20', '0012'],
      [912000002, '1,234.50', 7],
      [886912000003, '115/11/20', '50%'],
      [912000004, '中華民國115年11月20日'],
      ['9.12E+08', '您好'],
    ]);
  });

  it('accepts numeric cells without a word, and returns text in scientific notation', async () => {
    const read = await reading('list.xlsx', xlsxOf(list([912000001, '您好', ''], ['9.12E+08', '您好', ''])));
    expect(verdictsOf(read)).toMatchObject([
      { verdict: 'accept', mobile: '0912000001', warnings: [] },
      { verdict: 'reject', errors: [{ code: 'E_SCIENTIFIC' }] },
    ]);
  });

  it('reads shared strings with runs, phonetic guides and control escapes', async () => {
    const parts = xlsxParts([list()]);
    const strings = ['手機號碼', '簡訊內容', '0912000001'].map(text => `<si><t>${text}</t></si>`);
    strings.push(
      '<si><r><t>您</t></r><r><rPr><b/></rPr><t xml:space="preserve">好 </t></r><rPh sb="0" eb="1"><t>ㄋㄧㄣ</t></rPh></si>',
    );
    const sheet =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="5"><c r="A5" t="s"><v>2</v></c><c r="B5" t="s"><v>3</v></c></row>';
    const made = zipOf([
      ...parts.map(part =>
        part.name === 'xl/worksheets/sheet1.xml'
          ? {
              ...part,
              content: String(part.content).replace(
                /<sheetData>.*<\/sheetData>/,
                `<sheetData>${sheet}</sheetData>`,
              ),
            }
          : part.name === '[Content_Types].xml'
            ? {
                ...part,
                content: String(part.content).replace(
                  '</Types>',
                  '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
                ),
              }
            : part,
      ),
      {
        name: 'xl/sharedStrings.xml',
        content: `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${strings.join('')}</sst>`,
      },
    ]);
    const { rows } = await reading('list.xlsx', made);
    expect(rows.at(-1)).toEqual({ line: 5, cells: ['0912000001', '您好 '] });
  });

  it.each([
    ['a document type', 'E_XML_DTD', '<!DOCTYPE x [<!ENTITY a "b">]>'],
    ['an entity that is declared', 'E_XML_DTD', '<!ENTITY a SYSTEM "file:///etc/passwd">'],
  ])('with %s is returned', async (_name, code, dtd) => {
    const parts = xlsxParts([list(ROW)]).map(part =>
      part.name === 'xl/workbook.xml'
        ? { ...part, content: String(part.content).replace('?>', `?>${dtd}`) }
        : part,
    );
    expect(await faultOf('list.xlsx', zipOf(parts))).toBe(code);
  });

  it('that is cut off, changed or empty is corrupt', async () => {
    const whole = xlsxOf(list(ROW));
    expect(await faultOf('list.xlsx', whole.subarray(0, whole.length - 30))).toBe('E_FILE_CORRUPT');
    expect(await faultOf('list.xlsx', whole.subarray(0, 200))).toBe('E_FILE_CORRUPT');
    const changed = Buffer.from(whole);
    changed.fill(0xee, 100, 110);
    expect(await faultOf('list.xlsx', changed)).toBe('E_FILE_CORRUPT');
    expect(await faultOf('list.xlsx', zipOf([]))).toBe('E_FILE_TYPE_MISMATCH');
    expect(await faultOf('list.xlsx', xlsxOf({ name: '名單', rows: [] }))).toBe('E_FILE_EMPTY');
    expect(await faultOf('list.xlsx', xlsxOf(list()))).toBe('E_FILE_NO_ROWS');
  });

  it('whose sheet is missing or broken is corrupt, never a shorter list', async () => {
    const parts = xlsxParts([list(ROW)]);
    expect(await faultOf('list.xlsx', zipOf(parts.filter(part => !part.name.includes('sheet1'))))).toBe(
      'E_FILE_CORRUPT',
    );
    const lost = parts.map(part =>
      part.name.includes('sheet1')
        ? {
            ...part,
            content: String(part.content)
              .replace(/t="inlineStr"/g, 't="s"')
              .replace(/<is>.*?<\/is>/g, '<v>9</v>'),
          }
        : part,
    );
    expect(await faultOf('list.xlsx', zipOf(lost))).toBe('E_FILE_CORRUPT');
  });

  it('that unpacks to far more than a document does is refused without unpacking it', async () => {
    const bomb = (claims?: number) =>
      zipOf([
        ...xlsxParts([list(ROW)]),
        { name: 'xl/media.xml', content: Buffer.alloc(8 * 1024 * 1024), ...(claims && { claims }) },
      ]);
    expect(await faultOf('list.xlsx', bomb())).toBe('E_ZIP_RATIO');
    expect(await faultOf('list.xlsx', bomb(100))).toBe('E_ZIP_RATIO');
    expect(await faultOf('list.xlsx', bomb(300 * 1024 * 1024))).toBe('E_FILE_TOO_LARGE');
  });

  it('may name its parts with slashes of Windows', async () => {
    const parts = xlsxParts([list(ROW)]).map(part => ({ ...part, name: part.name.replaceAll('/', '\\') }));
    expect(await cellsOf('list.xlsx', zipOf(parts))).toEqual([ROW]);
  });

  it('with a password is corrupt, an .xls under its name a mismatch', async () => {
    const locked = compoundOf({
      EncryptedPackage: Buffer.alloc(5000, 7),
      EncryptionInfo: Buffer.alloc(300, 1),
    });
    expect(await faultOf('list.xlsx', locked)).toBe('E_FILE_CORRUPT');
    expect(await faultOf('list.xlsx', fixture('valid100.xls'))).toBe('E_FILE_TYPE_MISMATCH');
  });

  it('whose rows are formatted far down ends with its last row', async () => {
    const rows = Array.from({ length: 3_000 }, () => ['', '', '']);
    const { rows: read } = await reading('list.xlsx', xlsxOf(list(ROW, ['', '', ''], ROW, ...rows)));
    expect(read.map(row => row.line)).toEqual([2, 3, 4]);
  });
});

describe('an xls', () => {
  it('of Excel 97 gives numbers, texts and formulas of its first visible sheet', async () => {
    const made = xlsOf({
      version: 8,
      sheets: [
        { name: '隱藏', state: 'hidden', rows: [['x']] },
        list([912000001, '您好😀', 'A1'], [{ formula: '1+2', result: 912000002 }, '您好', '']),
        { name: '備份', rows: [['y']] },
      ],
    });
    const { recognised, rows } = await reading('list.xls', made);
    expect(recognised?.container).toMatchObject({
      format: 'xls',
      encoding: 'BIFF8',
      sheet: '名單',
      extraSheets: 1,
    });
    expect(rows).toEqual([
      { line: 2, cells: [912000001, '您好😀', 'A1'] },
      { line: 3, cells: ['=1+2', '您好'] },
    ]);
  });

  it('of Excel 5/95 is read by its code page, and characters of an agency’s own stay visible as such', async () => {
    const made = xlsOf({
      version: 5,
      codePage: 950,
      encode: big5,
      sheets: [list(['0912000001', '您好', ''], ['0912000002', '\ue000您好', ''])],
    });
    const read = await reading('list.xls', made);
    expect(read.recognised?.container).toMatchObject({ encoding: 'BIFF5', sheet: '名單' });
    expect(verdictsOf(read)).toMatchObject([
      { verdict: 'accept', mobile: '0912000001', text: '測試公共服務平臺\n您好' },
      { verdict: 'reject', errors: [{ code: 'E_PRIVATE_USE' }] },
    ]);
  });

  it('that is cut off anywhere is corrupt, never a shorter list', async () => {
    const stream = biffOf({ version: 8, sheets: [list(ROW, ROW, ROW), { name: '備份', rows: [['y']] }] });
    for (const part of [0.2, 0.5, 0.8, 0.95]) {
      const cut = compoundOf({ Workbook: stream.subarray(0, Math.floor(stream.length * part)) });
      expect(await faultOf('list.xls', cut)).toBe('E_FILE_CORRUPT');
    }
    const whole = fixture('valid100.xls');
    for (const length of [600, 5_000, 12_000, 18_000]) {
      expect(await faultOf('list.xls', whole.subarray(0, length))).toBe('E_FILE_CORRUPT');
    }
  });

  it('with a password is corrupt, a document of another program a mismatch', async () => {
    expect(await faultOf('list.xls', xlsOf({ version: 8, locked: true, sheets: [list(ROW)] }))).toBe(
      'E_FILE_CORRUPT',
    );
    expect(await faultOf('list.xls', compoundOf({ WordDocument: Buffer.alloc(5_000, 1) }))).toBe(
      'E_FILE_TYPE_MISMATCH',
    );
  });
});
