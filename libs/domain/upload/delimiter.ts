import { recogniseLayout } from './layout';

export const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** Cells of one line; good enough for a first line, the reader parses the file. */
const cellsOf = (line: string, delimiter: Delimiter): string[] => {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (const char of line) {
    if (char === '"') quoted = !quoted;
    else if (char === delimiter && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += char;
  }
  return [...cells, cell];
};

/** The first sign outside quotes that could be a delimiter. */
const firstDelimiter = (line: string): Delimiter | undefined => {
  let quoted = false;
  for (const char of line) {
    if (char === '"') quoted = !quoted;
    const delimiter = quoted ? undefined : DELIMITERS.find(candidate => candidate === char);
    if (delimiter) return delimiter;
  }
  return undefined;
};

/**
 * The delimiter of a text file from its first line (`file_rules`): the one under which the line is a header with most
 * columns; in data the first that occurs, for the number comes first and holds none. A line without any: comma.
 */
export const detectDelimiter = (firstLine: string): Delimiter => {
  let best: Delimiter | undefined;
  let most = 1;
  for (const delimiter of DELIMITERS) {
    const cells = cellsOf(firstLine, delimiter);
    const verdict = recogniseLayout(cells);
    if (verdict.ok && verdict.layout.header && cells.length > most) {
      best = delimiter;
      most = cells.length;
    }
  }
  return best ?? firstDelimiter(firstLine) ?? ',';
};
