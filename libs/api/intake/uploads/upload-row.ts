import { seal, unseal, type DataKey } from '@sms111/api/platform';
import type { RowFinding } from '@sms111/domain';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** A row of a file with its verdict, as it is kept until it is sent or discarded. */
export interface UploadRow {
  /** Row of the sheet, counted from 1. */
  readonly line: number;
  readonly verdict: 'accept' | 'reject' | 'skip';
  /** The cells as they came. */
  readonly number: string;
  readonly content: string;
  readonly ref: string;
  /** Cells behind the last column, where there should be none. */
  readonly surplus?: readonly string[];
  /** `09…` where the number was understood. */
  readonly mobile?: string;
  /** What would be sent, signature included; absent in a list of numbers. */
  readonly text?: string;
  readonly units?: number;
  readonly segments?: number;
  readonly network?: string;
  readonly errors: readonly RowFinding[];
  readonly warnings: readonly RowFinding[];
}

/** Rows sealed together: enough to share one cipher call, few enough to open for one page. */
export const BLOCK_ROWS = 500;

/** Ties a block to its upload and its rows: moved elsewhere it does not open. */
const blockPlace = (uploadId: string, firstRow: number): string => `upload/${uploadId}/rows/${firstRow}`;

/** Mailings repeat their words: packed, a block is an eighth of its size. */
export const sealRows = (key: DataKey, uploadId: string, rows: readonly UploadRow[]): Buffer =>
  seal(
    key.key,
    blockPlace(uploadId, rows[0]?.line ?? 0),
    deflateRawSync(Buffer.from(JSON.stringify(rows)), { level: 1 }),
  );

export const openRows = (
  key: DataKey,
  uploadId: string,
  block: { readonly first_row: number; readonly sealed: Uint8Array },
): UploadRow[] =>
  JSON.parse(
    inflateRawSync(unseal(key.key, blockPlace(uploadId, block.first_row), block.sealed)).toString(),
  ) as UploadRow[];
