import { codesOf } from '@sms111/domain';
import { fixture, manifest, rowsOf } from './testing/fixture';
import { cellsOf, faultOf, reading, verdictsOf } from './testing/reading';

const FILES = Object.entries(manifest.files).filter(([name]) => !name.endsWith('.zip'));
const NUMBERS = '0912000001\n0912000002\n';
/**
 * The program that wrote the sample cut these texts at 255 characters (the limit of a LABEL record): the 334 and 333
 * units of the manifest are not in the file. Their bytes are the same, so no reader can tell the two rows apart.
 */
const CUT_IN_SAMPLE: Readonly<Record<string, readonly number[]>> = { 'bad_rows.xls': [40, 41] };
const sorted = (codes: readonly string[]): string[] => [...codes].sort();

describe('the sample files', () => {
  it.each(FILES)('%s is read, and every row judged, as the manifest says', async (name, expected) => {
    const read = await reading(name, fixture(name));
    if (expected.verdict === 'reject_file') {
      expect(read.fault?.code).toBe(expected.errors?.[0]);
      return;
    }
    expect(read.fault).toBeNull();
    expect(read.recognised?.container.encoding).toBe(expected.encoding);
    expect(read.recognised?.layout.kind).toBe(expected.layout);
    const cut = CUT_IN_SAMPLE[name] ?? [];
    const found = verdictsOf(read)
      .filter(row => !cut.includes(row.line))
      .map(row => ({
        ...row,
        errors: sorted(codesOf(row.errors)),
        warnings: sorted(codesOf(row.warnings)),
      }));
    const wanted = rowsOf(expected)
      .filter(row => !cut.includes(row.line))
      .map(({ line, verdict, errors, warnings, mobile, units, segments }) => ({
        line,
        verdict,
        errors: sorted(errors),
        warnings: sorted(warnings),
        ...(mobile !== undefined && { mobile }),
        // A row that is returned for its number has no text to count.
        ...(units !== undefined && verdict === 'accept' && { units, segments }),
      }));
    expect(found).toMatchObject(wanted);
  });

  it('bad_rows.xls gives what is left of the two texts that its writer cut', async () => {
    const cut = verdictsOf(await reading('bad_rows.xls', fixture('bad_rows.xls'))).filter(row =>
      [40, 41].includes(row.line),
    );
    expect(cut).toMatchObject([
      { verdict: 'accept', units: 264 },
      { verdict: 'accept', units: 264 },
    ]);
  });

  it('answers a zip with the formats that are read', async () => {
    const { fault } = await reading('one_csv.zip', fixture('one_csv.zip'));
    expect(fault).toMatchObject({ code: 'E_FILE_FORMAT', value: 'txt、csv、xls、xlsx' });
  });
});

describe('rows', () => {
  it('are numbered as a spreadsheet numbers them: a quoted line break begins no new one', async () => {
    const { rows } = await reading('list.csv', '手機號碼,簡訊內容\n0912000001,"甲\n乙"\n0912000002,丙\n');
    expect(rows).toEqual([
      { line: 2, cells: ['0912000001', '甲\n乙'] },
      { line: 3, cells: ['0912000002', '丙'] },
    ]);
  });

  it.each([
    ['LF', '\n'],
    ['CR LF', '\r\n'],
    ['CR', '\r'],
  ])('end with %s', async (_name, end) => {
    expect(
      await cellsOf('list.txt', ['手機號碼\t簡訊內容', '0912000001\t甲', '0912000002\t乙'].join(end)),
    ).toEqual([
      ['0912000001', '甲'],
      ['0912000002', '乙'],
    ]);
  });

  it('that are blank count in the middle, and not before the first or after the last', async () => {
    const { rows } = await reading('list.txt', '\n\n0912000001\n\n0912000002\n\n \n\t\n');
    expect(rows.map(row => row.line)).toEqual([3, 4, 5]);
  });

  it('may stand without a header, with text and own number', async () => {
    const { recognised, rows } = await reading('list.csv', '0912000001,甲,A1\n0912000002,乙,A2\n');
    expect(recognised).toMatchObject({ layout: { kind: 'B', header: false }, columns: [] });
    expect(rows).toHaveLength(2);
  });

  it('are understood by the names of their columns in any order', async () => {
    const read = await reading('list.csv', '自訂編號;內容;行動電話\nA1;您好;0912000001\n');
    expect(read.recognised).toMatchObject({
      container: { delimiter: ';' },
      columns: ['自訂編號', '內容', '行動電話'],
    });
    expect(verdictsOf(read)).toMatchObject([{ verdict: 'accept', mobile: '0912000001', ref: 'A1' }]);
  });

  it('end before the end mark of old programs', async () => {
    expect(await cellsOf('list.txt', '0912000001\r\n0912000002\r\n\u001a')).toHaveLength(2);
  });

  it('are cut to what may matter: 64 columns, 4,000 characters a cell', async () => {
    const rows = await cellsOf(
      'list.csv',
      `手機號碼,簡訊內容\n0912000001,${'長'.repeat(9_000)}${','.repeat(900)}\n`,
    );
    expect(rows[0]).toHaveLength(64);
    expect(rows[0]?.[1]).toBe('長'.repeat(4_000));
  });

  it('keep the delimiter inside quotes, whichever it is', async () => {
    expect(await cellsOf('list.csv', '手機號碼;簡訊內容\n0912000001;"甲;乙,丙"\n')).toEqual([
      ['0912000001', '甲;乙,丙'],
    ]);
  });
});

describe('a file as a whole', () => {
  it.each([
    ['E_FILE_EMPTY', 'empty.csv', ''],
    ['E_FILE_EMPTY', 'mark.csv', '\ufeff'],
    ['E_FILE_EMPTY', 'blank.txt', '\n \n\t\n'],
    ['E_FILE_NO_ROWS', 'header.csv', '手機號碼,簡訊內容,自訂序號\n'],
    ['E_FILE_NO_ROWS', 'header.csv', '手機號碼,簡訊內容,自訂序號\n\n,,\n'],
    ['E_HEADER', 'header.csv', '姓名,地址\n王小明,臺北市\n'],
    ['E_HEADER', 'header.csv', '手機號碼,簡訊內容,住址\n0912000001,甲,臺北市\n'],
    ['E_FILE_FORMAT', 'list.ods', NUMBERS],
    ['E_FILE_FORMAT', 'list', NUMBERS],
    ['E_FILE_TYPE_MISMATCH', 'list.xls', NUMBERS],
    ['E_FILE_TYPE_MISMATCH', 'list.xlsx', NUMBERS],
    ['E_FILE_TYPE_MISMATCH', 'list.xls', '<html><table><tr><td>0912000001</td></tr></table></html>'],
    ['E_FILE_TYPE_MISMATCH', 'list.csv', '\ufeff<html><table><tr><td>0912000001</td></tr></table></html>'],
    ['E_FILE_TYPE_MISMATCH', 'list.csv', '%PDF-1.7\n0912000001\n'],
    ['E_FILE_TYPE_MISMATCH', 'list.txt', '0912000001\n\0\0\u0001\0\n'],
  ])('is returned with %s: %s', async (code, name, content) => {
    expect(await faultOf(name, content)).toBe(code);
  });

  it('names the columns that nobody knows, and never what may be data', async () => {
    const known = await reading('list.csv', '手機號碼,簡訊內容,住址,備註\n0912000001,甲,臺北市,\n');
    expect(known.fault).toMatchObject({ code: 'E_HEADER', value: '住址、備註' });
    const data = await reading('list.csv', '王小明,0912000001,您好\n李大同,0912000002,您好\n');
    expect(data.fault).toMatchObject({ code: 'E_HEADER', value: undefined });
  });

  it.each([
    ['valid100.xlsx', 'list.csv'],
    ['valid100.xlsx', 'list.xls'],
    ['valid100.xls', 'list.xlsx'],
    ['valid100.xls', 'list.txt'],
    ['one_csv.zip', 'list.xlsx'],
  ])('%s called %s is returned', async (name, called) => {
    expect(await faultOf(called, fixture(name))).toBe('E_FILE_TYPE_MISMATCH');
  });

  it('of more bytes than the limit is returned whole', async () => {
    expect(await faultOf('big.txt', new Uint8Array(50 * 1024 * 1024 + 1).fill(0x30))).toBe(
      'E_FILE_TOO_LARGE',
    );
  });

  it('may be called with capitals', async () => {
    expect(await cellsOf('名單.TXT', NUMBERS)).toHaveLength(2);
  });
});

describe('a long text', () => {
  it('comes a thousand rows at a time and is never whole in memory', async () => {
    const lines = Array.from(
      { length: 100_000 },
      (_, i) => `09${String(12_000_000 + i)},第${i}號通知，請查照。,R${i}`,
    );
    const { rows, fault } = await reading('list.csv', `手機號碼,簡訊內容,自訂序號\r\n${lines.join('\r\n')}`);
    expect(fault).toBeNull();
    expect(rows).toHaveLength(100_000);
    expect(rows.at(-1)).toEqual({
      line: 100_001,
      cells: ['0912099999', '第99999號通知，請查照。', 'R99999'],
    });
  });

  it('of more rows than the limit is returned', async () => {
    const { fault } = await reading('list.txt', '0912000001\n'.repeat(1_000_001));
    expect(fault).toMatchObject({ code: 'E_FILE_TOO_LARGE', value: '1000000' });
  });
});
