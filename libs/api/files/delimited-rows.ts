import { FileFault } from './file-fault';
import { FILE_LIMITS } from './limits';

const QUOTE = '"';

interface Record {
  readonly cells: string[];
  /** Where the next record begins. */
  readonly next: number;
}

/**
 * Cuts text into the records of a csv or tab-separated file as it streams in. Line breaks are LF, CRLF or CR.
 *
 * Quotes as Excel writes them: a cell that begins with a quote ends with one, a quote inside is doubled, and line
 * breaks and delimiters inside belong to it. A quote in the middle of an unquoted cell is a character like any other
 * (people write 請攜帶"身分證"). But text after a closing quote is `E_CSV_QUOTE`, not mended: there the quote of one
 * row may have closed in another, and one citizen's number would stand in another citizen's message.
 */
export class DelimitedRows {
  private text = '';
  private records = 0;
  private ended = false;

  constructor(private readonly delimiter: string) {}

  /** Adds text; answers the records that are complete with it. */
  push(text: string): string[][] {
    this.text += text;
    return this.take();
  }

  /** The rest, when no more text comes. */
  end(): string[][] {
    this.ended = true;
    return this.take();
  }

  private take(): string[][] {
    const rows: string[][] = [];
    let from = 0;
    for (let record = this.recordAt(from); record; record = this.recordAt(from)) {
      this.records += 1;
      rows.push(record.cells);
      from = record.next;
    }
    this.text = this.text.slice(from);
    if (this.text.length > FILE_LIMITS.rowLength) throw this.fault();
    return rows;
  }

  /** The record that begins at `from`, or `null` when its end has not come yet. */
  private recordAt(from: number): Record | null {
    const { text } = this;
    if (from >= text.length) return null;
    const lineEnd = this.lineEnd(from);
    if (lineEnd < 0) return null;
    const line = text.slice(from, lineEnd);
    if (!line.includes(QUOTE)) {
      return { cells: line.split(this.delimiter, FILE_LIMITS.columns), next: this.afterBreak(lineEnd) };
    }
    return this.quotedRecordAt(from);
  }

  /** The place of the next line break; -1 when it is not here yet. */
  private lineEnd(from: number): number {
    const { text } = this;
    for (let at = from; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit === 10) return at;
      // A CR at the very end may be half of a CRLF.
      if (unit === 13) return at + 1 < text.length || this.ended ? at : -1;
    }
    return this.ended ? text.length : -1;
  }

  private afterBreak(at: number): number {
    return at + (this.text.startsWith('\r\n', at) ? 2 : 1);
  }

  private quotedRecordAt(from: number): Record | null {
    const cells: string[] = [];
    for (let at = from; ;) {
      const cell = this.text.startsWith(QUOTE, at) ? this.quotedCell(at) : this.plainCell(at);
      if (!cell) return null;
      if (cells.length < FILE_LIMITS.columns) cells.push(cell.value);
      const end = cell.end;
      if (end >= this.text.length) return this.ended ? { cells, next: end } : null;
      if (this.text.startsWith(this.delimiter, end)) {
        at = end + this.delimiter.length;
        continue;
      }
      const breaks = this.lineEnd(end);
      if (breaks < 0) return null;
      if (breaks !== end) throw this.fault();
      return { cells, next: this.afterBreak(end) };
    }
  }

  private plainCell(from: number): { value: string; end: number } | null {
    const lineEnd = this.lineEnd(from);
    if (lineEnd < 0) return null;
    const delimiter = this.text.indexOf(this.delimiter, from);
    const end = delimiter >= 0 && delimiter < lineEnd ? delimiter : lineEnd;
    return { value: this.text.slice(from, end), end };
  }

  private quotedCell(from: number): { value: string; end: number } | null {
    for (let at = this.text.indexOf(QUOTE, from + 1); at >= 0; at = this.text.indexOf(QUOTE, at + 2)) {
      // Whether it is doubled shows only with the next character.
      if (at + 1 >= this.text.length && !this.ended) return null;
      if (this.text[at + 1] === QUOTE) continue;
      return { value: this.text.slice(from + 1, at).replaceAll('""', '"'), end: at + 1 };
    }
    if (this.ended) throw this.fault();
    return null;
  }

  /** Names the row in which the quote was opened. */
  private fault(): FileFault {
    return new FileFault('E_CSV_QUOTE', String(this.records + 1));
  }
}
