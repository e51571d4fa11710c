/** What is sealed of one message. `text` is null where the batch has one common text. */
export interface BlockRow {
  readonly number: string;
  readonly text: string | null;
  readonly ref: string | null;
}

/** Messages sealed together: one cipher call costs what five hundred bytes cost, so many share it. */
export const BLOCK_ROWS = 256;

// Control characters cannot stand in a text (E_CONTROL_CHAR), so they can separate.
const FIELD = '\u001f';
const ROW = '\u001e';
const ABSENT = '\u0000';

export const encodeBlock = (rows: readonly BlockRow[]): Buffer =>
  Buffer.from(rows.map(row => [row.number, row.text ?? ABSENT, row.ref ?? ABSENT].join(FIELD)).join(ROW));

export const decodeBlock = (plain: Buffer): BlockRow[] =>
  plain
    .toString()
    .split(ROW)
    .map(line => {
      const [number = '', text = ABSENT, ref = ABSENT] = line.split(FIELD);
      return { number, text: text === ABSENT ? null : text, ref: ref === ABSENT ? null : ref };
    });

/** Ties a block to its place: a block moved to other keys does not open. */
export const blockPlace = (batch: number, first: number, last: number): string =>
  `block/${batch}/${first}/${last}`;
export const commonPlace = (batch: number): string => `batch/${batch}`;
