import { detectDelimiter } from './delimiter';
import { type Cell, recogniseLayout } from './layout';

const columns = (row: Cell[]): unknown => {
  const verdict = recogniseLayout(row);
  if (!verdict.ok) return { unknown: verdict.unknown, missing: verdict.missing };
  const { kind, header, columns, width } = verdict.layout;
  return [kind, header, columns.mobile, columns.content, columns.ref, width];
};

describe('the layout of a file', () => {
  it.each<[string, Cell[], unknown]>([
    ['the header of the format', ['手機號碼', '簡訊內容', '自訂序號'], ['B', true, 0, 1, 2, 3]],
    ['without the optional column', ['手機號碼', '簡訊內容'], ['B', true, 0, 1, null, 2]],
    ['in another order', ['自訂序號', '手機', '內容'], ['B', true, 1, 2, 0, 3]],
    ['in English', ['client_ref', 'Mobile No.', 'Content'], ['B', true, 1, 2, 0, 3]],
    ['with notes, signs and full width', ['手機號碼（必填）', '＊簡訊內容：'], ['B', true, 0, 1, null, 2]],
    ['behind a byte order mark', ['\ufeff手機號碼', '簡訊內容'], ['B', true, 0, 1, null, 2]],
    ['with empty cells behind', ['門號', '內容', '', ' '], ['B', true, 0, 1, null, 2]],
    ['numbers only, with a header', ['手機號碼'], ['A', true, 0, null, null, 1]],
    ['numbers with own numbers', ['手機號碼', '自訂序號'], ['A', true, 0, null, 1, 2]],
    ['numbers only, no header', ['0912345678'], ['A', false, 0, null, null, 1]],
    ['a numeric cell', [912345678], ['A', false, 0, null, null, 1]],
    ['no header', ['0912345678', '您好'], ['B', false, 0, 1, 2, 3]],
    ['no header, a text that could be one', ['0912345678', '內容'], ['B', false, 0, 1, 2, 3]],
    ['no header, a bad number first', ['02-12345678', '您好', 'A1'], ['B', false, 0, 1, 2, 3]],
    ['numbers side by side', ['0912345678', '0922345678'], ['A', false, 0, null, null, 1]],
    ['a column nobody knows', ['姓名', '手機', '內容'], { unknown: ['姓名'], missing: [] }],
    ['no column of numbers', ['簡訊內容', '自訂序號'], { unknown: [], missing: ['mobile'] }],
    ['a column twice', ['手機', '門號', '內容'], { unknown: ['門號'], missing: [] }],
    ['neither header nor data', ['王小明', '您好'], { unknown: ['王小明', '您好'], missing: ['mobile'] }],
  ])('%s', (_name, row, expected) => {
    expect(columns(row)).toEqual(expected);
  });
});

describe('the delimiter', () => {
  it.each([
    ['手機號碼,簡訊內容,自訂序號', ','],
    ['手機號碼;簡訊內容', ';'],
    ['手機號碼\t簡訊內容\t自訂序號', '\t'],
    ['"手機號碼";"簡訊內容"', ';'],
    ['手機號碼', ','],
    ['0912345678;您好,請查收', ';'],
    ['0912345678,您好;請查收', ','],
    ['0912345678\t您好,請;查收', '\t'],
    ['"0912,345,678";您好', ';'],
    ['0912345678', ','],
    ['', ','],
  ])('of %j is %j', (line, delimiter) => {
    expect(detectDelimiter(line)).toBe(delimiter);
  });
});
