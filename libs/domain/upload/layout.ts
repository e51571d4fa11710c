import { isBlankText } from '../message/normalise';
import { foldWidth } from '../phone/fold';
import { normaliseMobile } from '../phone/normalise-mobile';

/** What a reader gives for one cell: its text, or the number of a numeric cell. */
export type Cell = string | number;

/** Where the columns stand. A: numbers only, the text is typed. B: each row brings its text. */
export interface FileLayout {
  readonly kind: 'A' | 'B';
  /** Whether the first row names the columns. */
  readonly header: boolean;
  readonly columns: {
    readonly mobile: number;
    readonly content: number | null;
    readonly ref: number | null;
  };
  /** Columns that the layout knows; cells behind them must be empty. */
  readonly width: number;
}

export type LayoutVerdict =
  | { readonly ok: true; readonly layout: FileLayout }
  /** `unknown`: header cells nobody knows or that come twice; `missing`: columns that a header must have. */
  | {
      readonly ok: false;
      readonly code: 'E_HEADER';
      readonly unknown: readonly string[];
      readonly missing: readonly ('mobile' | 'content')[];
    };

type Column = 'mobile' | 'content' | 'ref';

/** Names that people give the columns, the format's own name first; compared without case, spaces and width. */
export const COLUMN_NAMES: Readonly<Record<Column, readonly string[]>> = {
  mobile: [
    '手機號碼',
    '手機',
    '門號',
    '手機門號',
    '收訊門號',
    '收件門號',
    '接收門號',
    '收訊人門號',
    '收訊號碼',
    '收件人手機',
    '行動電話',
    '行動電話號碼',
    '聯絡手機',
    '電話',
    '電話號碼',
    '號碼',
    'mobile',
    'mobilenumber',
    'mobileno',
    'mobilephone',
    'cellphone',
    'phone',
    'phonenumber',
    'msisdn',
    'recipient',
    'number',
    'to',
    'dstaddr',
  ],
  content: [
    '簡訊內容',
    '內容',
    '簡訊',
    '簡訊內文',
    '內文',
    '訊息',
    '訊息內容',
    '發送內容',
    'content',
    'message',
    'text',
    'body',
    'sms',
    'smbody',
    'smscontent',
  ],
  ref: [
    '自訂序號',
    '序號',
    '自訂編號',
    '編號',
    '識別碼',
    '自訂識別碼',
    'ref',
    'reference',
    'clientref',
    'clientid',
    'id',
    'no',
  ],
};

const COLUMN_OF = new Map<string, Column>(
  (['mobile', 'content', 'ref'] as const).flatMap(column =>
    COLUMN_NAMES[column].map(name => [name, column] as const),
  ),
);

/** 「手機號碼（必填）」 and ` Client_Ref* ` are names too. */
const columnOf = (cell: Cell): Column | undefined =>
  COLUMN_OF.get(
    foldWidth(String(cell))
      .replace(/\([^()]*\)/g, '')
      .replace(/[\s\ufeff\u200b*＊_"'.:：-]/g, '')
      .toLowerCase(),
  );

export const isEmpty = (cell: Cell | undefined): boolean => cell === undefined || isBlankText(String(cell));

/** Cells up to the last that holds something. */
export const usedWidth = (cells: readonly Cell[]): number => cells.findLastIndex(cell => !isEmpty(cell)) + 1;

const fromHeader = (cells: readonly Cell[], named: readonly (Column | undefined)[]): LayoutVerdict => {
  const at = (column: Column): number | null => {
    const index = named.indexOf(column);
    return index < 0 ? null : index;
  };
  const unknown = cells.flatMap((cell, index) => {
    const column = named[index];
    return isEmpty(cell) || (column && named.indexOf(column) === index) ? [] : [String(cell).trim()];
  });
  const mobile = at('mobile');
  const missing = mobile === null ? (['mobile'] as const) : [];
  if (mobile === null || unknown.length > 0) return { ok: false, code: 'E_HEADER', unknown, missing };
  const columns = { mobile, content: at('content'), ref: at('ref') };
  const kind = columns.content === null ? 'A' : 'B';
  return { ok: true, layout: { kind, header: true, columns, width: usedWidth(cells) } };
};

const digitsIn = (cell: Cell): number => foldWidth(String(cell)).replace(/\D/g, '').length;

/**
 * Reads the layout from the first row: a header by its names, in any order, or, where the row is data, the order of
 * the format (number, text, own number). A row that is neither is a header that does not conform.
 */
export const recogniseLayout = (firstRow: readonly Cell[]): LayoutVerdict => {
  const cells = firstRow.slice(0, Math.max(1, usedWidth(firstRow)));
  const [first = ''] = cells;
  const named = normaliseMobile(first).ok ? [] : cells.map(columnOf);
  if (named.some(column => column !== undefined)) return fromHeader(cells, named);
  if (digitsIn(first) < 3)
    return {
      ok: false,
      code: 'E_HEADER',
      unknown: cells.map(cell => String(cell).trim()),
      missing: ['mobile'],
    };
  // Several numbers side by side are not a number and its text: each row will be told so.
  const onlyNumbers = cells.length === 1 || cells.every(cell => normaliseMobile(cell).ok);
  const layout: FileLayout = onlyNumbers
    ? { kind: 'A', header: false, columns: { mobile: 0, content: null, ref: null }, width: 1 }
    : { kind: 'B', header: false, columns: { mobile: 0, content: 1, ref: 2 }, width: 3 };
  return { ok: true, layout };
};
