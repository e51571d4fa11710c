import { AuditTrail } from '@sms111/api/audit';
import { CORRECTION_COLUMNS, neutralised, neutralisedRef } from '@sms111/api/files';
import { Db, problem, type Actor } from '@sms111/api/platform';
import { COLUMN_NAMES } from '@sms111/domain';
import { codeWords } from '@sms111/phrases';
import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { UploadBlocks } from './upload-blocks';
import { ownUpload } from './upload-rows.views';
import type { UploadRow } from './upload-row';

const BOM = '\ufeff';
const END = '\r\n';

export interface Download {
  readonly headers: Readonly<Record<string, string>>;
  readonly stream: Readable;
}

const quoted = (cell: string): string =>
  /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
const lineOf = (cells: readonly string[]): string => cells.map(quoted).join(',') + END;

/** RFC 8187: what `encodeURIComponent` leaves, a header may not hold. */
const percentEncoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

const [MOBILE = '', CONTENT = '', REF = ''] = [
  COLUMN_NAMES.mobile,
  COLUMN_NAMES.content,
  COLUMN_NAMES.ref,
].map(names => names[0] ?? '');

const headerOf = (layout: 'A' | 'B'): string =>
  lineOf([
    MOBILE,
    // A list of numbers stays one: with a column for texts every row would lack its text.
    ...(layout === 'B' ? [CONTENT] : []),
    REF,
    CORRECTION_COLUMNS.line,
    CORRECTION_COLUMNS.reason,
  ]);

const reasonsOf = (row: UploadRow): string =>
  row.errors
    .map(({ code }) => codeWords(code, 'zh-TW'))
    .map(({ name, todo }) => `${name}：${todo}`)
    .join(' ');

const rowOf = (row: UploadRow, layout: 'A' | 'B'): string =>
  lineOf([
    neutralised(row.number),
    ...(layout === 'B' ? [neutralised(row.content)] : []),
    neutralisedRef(row.ref),
    String(row.line),
    reasonsOf(row),
    // Left out, a text that commas tore apart would pass the next check without its end.
    ...(row.surplus ?? []).map(neutralised),
  ]);

/**
 * The returned rows with their reasons, as csv for Excel: UTF-8 with BOM, CR LF, formulas neutralised (EXP-1). What is
 * corrected in it can be uploaded as it is (FMT-10).
 */
@Injectable()
export class Corrections {
  constructor(
    private readonly db: Db,
    private readonly audit: AuditTrail,
    private readonly blocks: UploadBlocks,
  ) {}

  /** Problems: `not-found`; `upload-not-ready` while it is checked, or where the file itself was refused. */
  async download(actor: Actor, uploadId: string): Promise<Download> {
    const upload = await ownUpload(this.db, actor, uploadId);
    const { layout } = upload;
    if (upload.state === 'checking' || upload.state === 'refused' || !layout)
      throw problem('upload-not-ready');
    await this.db.transaction(tx =>
      this.audit.record(tx, actor, {
        action: 'upload.corrections-downloaded',
        object: { kind: 'upload', id: uploadId },
        detail: { fileName: upload.fileName },
      }),
    );
    const fileName = `退回明細_${upload.fileName.replace(/\.[^.]*$/, '')}.csv`;
    return {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        // Numbers and texts: no cache keeps them.
        'cache-control': 'no-store',
        'content-disposition': `attachment; filename="corrections.csv"; filename*=UTF-8''${percentEncoded(fileName)}`,
      },
      stream: Readable.from(this.lines(upload, layout), { objectMode: false }),
    };
  }

  private async *lines(upload: { id: string; keyId: number }, layout: 'A' | 'B'): AsyncGenerator<string> {
    yield BOM + headerOf(layout);
    for await (const rows of this.blocks.rows(this.db, upload, { verdict: 'reject' })) {
      if (rows.length > 0) yield rows.map(row => rowOf(row, layout)).join('');
    }
  }
}
