import { detectDelimiter } from '@sms111/domain';
import { DelimitedRows } from './delimited-rows';
import { decodeText, encodingOf } from './text-encoding';
import type { FileFormat, OpenTable, RowChunk, SheetRow } from './table';

const ROWS_IN_CHUNK = 1_000;
/** Programs of old end a text with this byte. */
const DOS_END = 0x1a;

/** Numbers the records and hands them on a thousand at a time, so that a file of a million rows never stands in memory. */
function* chunksOf(
  pieces: Iterable<{ text: string; fraction: number }>,
  delimiter: string,
): Generator<RowChunk> {
  const records = new DelimitedRows(delimiter);
  let line = 0;
  const chunks = function* (found: readonly string[][], fraction: number): Generator<RowChunk> {
    for (let at = 0; at < found.length; at += ROWS_IN_CHUNK) {
      const rows = found.slice(at, at + ROWS_IN_CHUNK).map((cells): SheetRow => ({ line: ++line, cells }));
      yield { rows, fraction };
    }
  };
  for (const { text, fraction } of pieces) yield* chunks(records.push(text), fraction);
  yield* chunks(records.end(), 1);
}

/** The first line that holds anything, as far as the first piece of text shows it. */
const firstLineOf = (bytes: Uint8Array, encoding: Parameters<typeof decodeText>[1]): string => {
  for (const { text } of decodeText(bytes, encoding)) {
    const line = text.split(/[\r\n]+/).find(each => each.trim() !== '');
    if (line !== undefined) return line;
  }
  return '';
};

/**
 * Opens a txt or csv. Both are the same thing: a number a line (layout A), or columns behind `,` `;` or TAB, as
 * Excel's 「Unicode 文字」 writes them. Throws `E_ENCODING`; its chunks also `E_CSV_QUOTE`.
 */
export const openText = (format: FileFormat, given: Uint8Array): OpenTable => {
  const bytes = given.at(-1) === DOS_END ? given.subarray(0, -1) : given;
  const encoding = encodingOf(bytes);
  const first = firstLineOf(bytes, encoding);
  const delimiter = detectDelimiter(first);
  const shown = first.includes(delimiter) ? (delimiter === '\t' ? 'TAB' : delimiter) : null;
  return {
    container: { format, encoding: encoding.name, sheet: null, delimiter: shown, extraSheets: 0 },
    chunks: chunksOf(decodeText(bytes, encoding), delimiter),
  };
};
