const MIB = 1024 * 1024;

/** How much of a file is read. What is larger is refused whole, never cut. */
export const FILE_LIMITS = {
  /** Bytes as uploaded. */
  bytes: 50 * MIB,
  /** Rows of the sheet or lines of the text that hold anything, blank rows between them included. */
  rows: 1_000_000,
  /** Columns of a row; what stands to the right is not looked at. No layout has so many. */
  columns: 64,
  /** Characters of a cell; the rest is cut off. Ten times what a message may hold, so the row is returned anyway. */
  cellLength: 4_000,
  /** Characters of one row: more means that a quote was never closed. */
  rowLength: MIB,
  /** Bytes of all parts of a workbook when unpacked. */
  unpacked: 200 * MIB,
  /** A part may unpack to this many times its packed size, once it is larger than `ratioFrom`. */
  ratio: 200,
  ratioFrom: MIB,
  /** Parts of a workbook. */
  parts: 2_000,
  /** Heap of the thread that reads a file, in MiB; a workbook of 200,000 rows takes about 300. */
  heapMib: 1_024,
} as const;
