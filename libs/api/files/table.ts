import type { Cell, FileLayout } from '@sms111/domain';

export const FILE_FORMATS = ['txt', 'csv', 'xls', 'xlsx'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** A file as it came. The bytes belong to the reader from now on. */
export interface TableSource {
  readonly fileName: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * A row as a spreadsheet would number it: the first is 1, and a quoted line break does not begin a new one.
 * A cell is what a person sees; a plain number is exact, so that 912000111 never becomes 9.12E+08.
 */
export interface SheetRow {
  readonly line: number;
  readonly cells: readonly Cell[];
}

/** How the cells of a file were found. */
export interface Container {
  readonly format: FileFormat;
  /** `UTF-8`, `UTF-8-BOM`, `ASCII`, `CP950`, `UTF-16LE-BOM`, `UTF-16BE-BOM`, `BIFF8`, `BIFF5`, `OOXML`. */
  readonly encoding: string;
  readonly sheet: string | null;
  /** `,` `;` `TAB`, or `null` when a line is one cell, or in a workbook. */
  readonly delimiter: string | null;
  /** Visible sheets that are not read (`W_EXTRA_SHEETS`). */
  readonly extraSheets: number;
}

/** Rows of a file, a chunk at a time, with the share of the file read so far (0…1). */
export interface RowChunk {
  readonly rows: readonly SheetRow[];
  readonly fraction: number;
}

/** An opened file. Reading its chunks may still throw a `FileFault`. */
export interface OpenTable {
  readonly container: Container;
  readonly chunks: Iterable<RowChunk>;
}

/** What was understood of a file before its first row of data. */
export interface Recognised {
  readonly container: Container;
  readonly layout: FileLayout;
  /** Names of the columns as the file has them; empty without a header. */
  readonly columns: readonly string[];
}

/** Takes what is read. A promise holds the reader back until it is kept. */
export interface TableSink {
  onHead(recognised: Recognised): Promise<void> | void;
  /** Rows of data in file order, about a thousand at a time; blank rows between them included. */
  onRows(rows: readonly SheetRow[], fraction: number): Promise<void> | void;
}

export type ReadTable = (source: TableSource, sink: TableSink) => Promise<void>;
