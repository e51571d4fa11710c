/** What is sealed of one message. `text` is null where the batch has one common text. */
export interface BlockRow {
  readonly number: string;
  readonly text: string | null;
  /** The sender's own id: it may hold any character. */
  readonly ref: string | null;
}

/** Messages sealed together: one cipher call costs what five hundred bytes cost, so many share it. */
export const BLOCK_ROWS = 256;

type Packed = [number: string, text: string | null, ref: string | null];

/**
 * JSON, because nothing that stands in a field can end it: with characters that separate, a reference could put another
 * number and another text in the place of the message behind it. It also costs no more.
 */
export const encodeBlock = (rows: readonly BlockRow[]): Buffer =>
  Buffer.from(JSON.stringify(rows.map(({ number, text, ref }): Packed => [number, text, ref])));

export const decodeBlock = (plain: Buffer): BlockRow[] =>
  (JSON.parse(plain.toString()) as Packed[]).map(([number, text, ref]) => ({ number, text, ref }));

/** Ties a block to its place: a block moved to other keys does not open. */
export const blockPlace = (batch: number, first: number, last: number): string =>
  `block/${batch}/${first}/${last}`;
export const commonPlace = (batch: number): string => `batch/${batch}`;
