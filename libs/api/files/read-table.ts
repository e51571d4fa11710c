import { isBlankText, recogniseLayout, type Cell, type FileLayout } from '@sms111/domain';
import { correctionColumnsIn, restoredRow } from './correction-columns';
import { FileFault } from './file-fault';
import { FILE_LIMITS } from './limits';
import { openFile } from './open-table';
import type { Container, ReadTable, Recognised, SheetRow } from './table';

const isBlank = (cell: Cell): boolean => isBlankText(String(cell));

const isLong = (cell: Cell): boolean => typeof cell === 'string' && cell.length > FILE_LIMITS.cellLength;
const cut = (cell: Cell): Cell => (typeof cell === 'string' ? cell.slice(0, FILE_LIMITS.cellLength) : cell);

const layoutOf = (first: readonly Cell[]): FileLayout => {
  const verdict = recogniseLayout(first);
  if (verdict.ok) return verdict.layout;
  // Without a column that is known the row may as well be data, and a fault is kept in clear.
  const isHeader = verdict.missing.length === 0;
  throw new FileFault('E_HEADER', isHeader ? verdict.unknown.join('、').slice(0, 100) : undefined);
};

/** Takes the rows of one file apart into its header and its rows of data. */
class Rows {
  private head: { readonly recognised: Recognised; readonly dropped: ReadonlySet<number> } | undefined;
  private held: SheetRow[] = [];
  count = 0;

  constructor(private readonly container: Container) {}

  get recognised(): Recognised | undefined {
    return this.head?.recognised;
  }

  /**
   * Rows of data. Blank rows are held until a row with something follows: formatting makes sheets end in thousands of
   * them, and those before the header say nothing either.
   */
  take(rows: readonly SheetRow[]): SheetRow[] {
    const data: SheetRow[] = [];
    for (const given of rows) {
      const row = this.plain(given);
      if (row.cells.every(isBlank)) {
        if (this.head) this.held.push(row);
        continue;
      }
      const isHeader = !this.head && this.begin(row.cells);
      if (isHeader) continue;
      data.push(...this.held, row);
      this.held = [];
    }
    this.count += data.length;
    if (this.count > FILE_LIMITS.rows) throw new FileFault('E_FILE_TOO_LARGE', String(FILE_LIMITS.rows));
    return data;
  }

  /** Reads the layout from the first row; answers whether that row is a header. */
  private begin(first: readonly Cell[]): boolean {
    const dropped = correctionColumnsIn(first);
    const used = first.slice(0, first.findLastIndex(cell => !isBlank(cell)) + 1);
    const cells = used.filter((_, at) => !dropped.has(at));
    const layout = layoutOf(cells);
    const columns = layout.header ? cells.map(cell => String(cell).trim()) : [];
    this.head = { recognised: { container: this.container, layout, columns }, dropped };
    return layout.header;
  }

  /** The row without endless cells, and as it was before the platform added columns to it. */
  private plain({ line, cells }: SheetRow): SheetRow {
    const short = cells.some(isLong) ? cells.map(cut) : cells;
    if (!this.head || this.head.dropped.size === 0) return { line, cells: short };
    const { dropped, recognised } = this.head;
    const own = short.filter((_, at) => !dropped.has(at));
    return { line, cells: restoredRow(own, recognised.layout) };
  }
}

/**
 * Reads a file of recipients from its bytes to its rows (SRC-2, RCP-2). Throws a `FileFault` when the file as a whole
 * cannot be used, also after rows have been handed on: what was made of them then counts for nothing.
 */
export const readTable: ReadTable = async (source, sink) => {
  const { container, chunks } = openFile(source);
  const rows = new Rows(container);
  for (const chunk of chunks) {
    const known = rows.recognised;
    const data = rows.take(chunk.rows);
    if (!known && rows.recognised) await sink.onHead(rows.recognised);
    if (data.length > 0) await sink.onRows(data, chunk.fraction);
  }
  if (!rows.recognised) throw new FileFault('E_FILE_EMPTY');
  if (rows.count === 0) throw new FileFault('E_FILE_NO_ROWS');
};
