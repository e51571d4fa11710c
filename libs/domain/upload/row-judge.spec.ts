import { newPrefixTable } from '../routing/prefix-table';
import carriers from '../testing/samples/carriers_886.json';
import bad from '../testing/samples/rows-bad.json';
import valid from '../testing/samples/rows-valid-100.json';
import numbers from '../testing/samples/rows-valid-100-numbers.json';
import { type Cell, type FileLayout, recogniseLayout } from './layout';
import { newRowJudge, type RowJudge, type RowRules, type RowVerdict } from './row-judge';

const NAME = '測試公共服務平臺';
const table = newPrefixTable(carriers.prefixes);

const layoutOf = (row: Cell[]): FileLayout => {
  const verdict = recogniseLayout(row);
  if (!verdict.ok) throw new Error(verdict.code);
  return verdict.layout;
};

const judgeOf = (firstRow: Cell[], more: Partial<RowRules> = {}): RowJudge =>
  newRowJudge({
    signature: NAME,
    names: [NAME],
    layout: layoutOf(firstRow),
    networkOf: table.networkOf,
    ...more,
  });

const HEADER = ['手機號碼', '簡訊內容', '自訂序號'];

const rowsOf = (rows: Cell[][], firstRow: Cell[] = HEADER, more: Partial<RowRules> = {}): RowVerdict[] => {
  const judge = judgeOf(firstRow, more);
  return rows.map((cells, index) => judge.judge({ line: index + 2, cells }));
};

const codes = ({ errors, warnings }: RowVerdict): string[] =>
  [...errors, ...warnings].map(({ code }) => code);

interface Expected {
  line: number;
  verdict: string;
  errors: string[];
  warnings: string[];
  mobile?: string;
  donor?: string | null;
  network?: string | null;
  units?: number;
  segments?: number;
}

const shown = (verdict: RowVerdict): Expected => ({
  line: verdict.line,
  verdict: verdict.verdict,
  errors: verdict.errors.map(({ code }) => code),
  warnings: verdict.warnings.map(({ code }) => code),
  mobile: verdict.mobile,
  ...(verdict.mobile
    ? { donor: null, network: null, ...table.networkOf(verdict.mobile) }
    : { donor: undefined, network: undefined }),
  units: verdict.units,
  segments: verdict.segments,
});

describe('the rows of the samples', () => {
  const judge = judgeOf(bad.header);
  it.each(bad.rows.map(row => [row.line, row.why, row] as const))('line %i, %s', (line, _why, row) => {
    const { cells, why: _, ...expected } = row as Expected & { cells: string[]; why: string };
    expect(shown(judge.judge({ line, cells }))).toEqual(expected);
  });

  it('all hundred of the good file, by prefix and merger', () => {
    const judge = judgeOf(valid.header);
    const verdicts = valid.rows.map(({ line, cells }) => shown(judge.judge({ line, cells })));
    expect(verdicts).toEqual(valid.rows.map(({ cells: _, ...expected }) => expected));
    const of = (network: string): number => verdicts.filter(verdict => verdict.network === network).length;
    expect([of('CHT'), of('TWM'), of('FET')]).toEqual([27, 39, 34]);
    expect(verdicts.reduce((sum, { segments = 0 }) => sum + segments, 0)).toBe(113);
  });

  it('all hundred numbers alone', () => {
    const judge = judgeOf(numbers.rows[0]?.cells ?? []);
    const verdicts = numbers.rows.map(({ line, cells }) => shown(judge.judge({ line, cells })));
    expect(verdicts).toEqual(numbers.rows.map(({ cells: _, ...expected }) => expected));
  });

  it('the good file with numeric cells, without a warning', () => {
    const judge = judgeOf(valid.header);
    for (const { line, cells, warnings } of valid.rows) {
      const verdict = judge.judge({ line, cells: [Number(cells[0]), ...cells.slice(1)] });
      expect(shown(verdict).warnings).toEqual(warnings);
    }
  });
});

describe('columns', () => {
  it.each<[string, Cell[], string[]]>([
    ['one too many', ['0912345678', '您好', 'A1', '多'], ['E_COLUMNS']],
    ['a comma that was not quoted', ['02-12345678', '您好', '請查收', 'A1'], ['E_COLUMNS']],
    ['empty ones behind', ['0912345678', '您好', 'A1', '', ' '], []],
    ['the optional one missing', ['0912345678', '您好'], []],
    ['the text missing', ['0912345678'], ['E_COLUMNS']],
    ['an empty text', ['0912345678', ''], ['E_CONTENT_EMPTY']],
    ['nothing', [], ['W_BLANK_ROW']],
    ['blanks', ['', ' ', '\u3000'], ['W_BLANK_ROW']],
    ['number and text both wrong', ['abc', '一\u0000'], ['E_CHARS', 'E_CONTROL_CHAR']],
    ['a text that is a number', ['0912345678', 12345], []],
  ])('%s', (_name, cells, expected) => {
    expect(rowsOf([cells]).map(codes)).toEqual([expected]);
  });

  it('side by side in a list of numbers are several numbers', () => {
    const [verdict] = rowsOf([['0912345678', '0922345678']], ['0912345678']);
    expect(verdict?.errors).toEqual([{ cell: 'row', code: 'E_MULTIPLE' }]);
  });

  it('are found by the header, in its order', () => {
    const [verdict] = rowsOf([['A1', '0912345678', '您好']], ['自訂序號', '手機', '內容']);
    expect([verdict?.ref, verdict?.mobile, verdict?.text]).toEqual(['A1', '0912345678', `${NAME}\n您好`]);
  });
});

describe('formulas', () => {
  it.each<[Cell[], string[]]>([
    [['0912345678', '=1+1', 'A'], ['E_FORMULA']],
    [['0912345678', ' =1+1', 'A'], ['E_FORMULA']],
    [['0912345678', '@SUM(A1)', 'A'], ['E_FORMULA']],
    [['0912345678', '您好', '=1+1'], ['E_FORMULA']],
    [['=1', '=2', '=3'], ['E_FORMULA']],
    [['0912345678', '+1活動', 'A'], ['W_FORMULA_LEAD']],
    [['0912345678', '-5度', 'A'], ['W_FORMULA_LEAD']],
    [['0912345678', '1=1', 'A'], []],
  ])('%j', (cells, expected) => {
    expect([...new Set(rowsOf([cells]).flatMap(codes))]).toEqual(expected);
  });
});

describe('rows that came before (A8)', () => {
  const hello: Cell[] = ['0912345678', '您好'];

  it('the first is kept, later copies are returned and name it', () => {
    const [first, second, third] = rowsOf([hello, ['0912-345-678', '您好'], ['+886912345678', '您好 ']]);
    expect(first?.verdict).toBe('accept');
    expect(second?.errors).toEqual([{ cell: 'row', code: 'E_DUPLICATE', value: '2' }]);
    expect(third?.errors).toEqual([{ cell: 'row', code: 'E_DUPLICATE', value: '2' }]);
  });

  it('the same text to another number is none, another text to the same number a warning', () => {
    expect(rowsOf([hello, ['0922345678', '您好'], ['0912345678', '再見']]).map(codes)).toEqual([
      [],
      [],
      ['W_SAME_NUMBER'],
    ]);
  });

  it('a returned row holds nobody up', () => {
    const tooLong = 'x'.repeat(51);
    expect(rowsOf([[...hello, tooLong], hello]).map(codes)).toEqual([['E_REF_TOO_LONG'], []]);
  });

  it('with a common text each number may come once', () => {
    const verdicts = rowsOf([['0912345678'], ['0912345678']], ['0912345678'], { content: '您好' });
    expect(verdicts.map(codes)).toEqual([[], ['E_DUPLICATE']]);
    expect(verdicts.map(({ units }) => units)).toEqual([11, 11]);
  });

  it('own numbers may be 50 units long and twice there with a warning', () => {
    const rows: Cell[][] = [
      ['0912345678', '一', 'x'.repeat(50)],
      ['0912345679', '二', 'x'.repeat(50)],
      ['0912345670', '三', 'x'.repeat(51)],
    ];
    expect(rowsOf(rows).map(codes)).toEqual([[], ['W_DUPLICATE_REF'], ['E_REF_TOO_LONG']]);
  });
});

it('names each code once a row', () => {
  const [verdict] = rowsOf([['0912345678', '一\u0000二\u0001😀😀']]);
  expect(codes(verdict as RowVerdict)).toEqual(['E_CONTROL_CHAR', 'W_EMOJI', 'W_NON_BMP']);
});

it('stays quick when one number comes a hundred thousand times', () => {
  const judge = judgeOf(HEADER);
  let warned = 0;
  for (let line = 2; line < 100_002; line += 1) {
    const { warnings } = judge.judge({ line, cells: ['0912345678', `第${line}`] });
    warned += warnings.length;
  }
  expect(warned).toBe(99_999);
});
