import { cellOf, offendingCells, type UploadRow } from './offending-cells';

const row = (part: Partial<UploadRow>): UploadRow => ({
  line: 2,
  verdict: 'reject',
  number: '0912000001',
  content: '您好',
  ref: '',
  units: null,
  segments: null,
  network: null,
  errors: [],
  warnings: [],
  ...part,
});

describe('which cell a finding is about', () => {
  it.each([
    ['E_NOT_MOBILE', row({}), 'number'],
    ['W_PREFIX_UNALLOCATED', row({}), 'number'],
    ['E_TOO_LONG', row({}), 'content'],
    ['E_PHONE_NOT_LAST', row({}), 'content'],
    ['E_REF_TOO_LONG', row({}), 'ref'],
    ['E_COLUMNS', row({}), 'row'],
    ['E_FORMULA', row({ number: '=1+1' }), 'number'],
    ['E_FORMULA', row({ content: '@SUM(1)' }), 'content'],
    ['E_FORMULA', row({ ref: '=A1' }), 'ref'],
  ] as const)('%s', (code, of, cell) => {
    expect(cellOf(code, of)).toBe(cell);
  });

  it('marks the number of a duplicate', () => {
    expect(offendingCells(row({ errors: [{ code: 'E_DUPLICATE' }] }))).toEqual(new Set(['number']));
  });
});
