import { KeyRing, type Reader } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { openRows, type UploadRow } from './upload-row';

interface SealedBlock {
  first_row: number;
  last_row: number;
  sealed: Buffer;
}

/** Which blocks may hold what is looked for; the clear columns tell without opening one. */
export interface BlockFilter {
  readonly verdict?: UploadRow['verdict'] | undefined;
  readonly code?: string | undefined;
  /** Only rows behind this line. */
  readonly after?: number;
}

const BLOCKS_AT_ONCE = 4;
const COLUMN = { accept: 'accepted', reject: 'returned', skip: 'skipped' } as const;

/** Opens the sealed rows of an upload in file order, a few blocks at a time. */
@Injectable()
export class UploadBlocks {
  constructor(private readonly keys: KeyRing) {}

  /** Rows that the filter lets through, block by block; nothing once their key is destroyed. */
  async *rows(
    reader: Reader,
    upload: { readonly id: string; readonly keyId: number },
    filter: BlockFilter = {},
  ): AsyncGenerator<UploadRow[]> {
    const key = await this.keys.open(upload.keyId);
    if (!key) return;
    const { verdict, code, after = 0 } = filter;
    const wanted = (row: UploadRow): boolean =>
      row.line > after &&
      (verdict === undefined || row.verdict === verdict) &&
      (code === undefined || [...row.errors, ...row.warnings].some(finding => finding.code === code));
    for (let last = after; ;) {
      const blocks = await reader.query<SealedBlock>(
        `SELECT first_row, last_row, sealed FROM upload_block
          WHERE upload_id = $1 AND last_row > $2 AND ($3::text IS NULL OR $3 = ANY (codes))
            ${verdict ? `AND ${COLUMN[verdict]} > 0` : ''}
          ORDER BY first_row LIMIT ${BLOCKS_AT_ONCE}`,
        [upload.id, last, code ?? null],
      );
      for (const block of blocks) yield openRows(key, upload.id, block).filter(wanted);
      if (blocks.length < BLOCKS_AT_ONCE) return;
      last = blocks.at(-1)?.last_row ?? last;
    }
  }
}
