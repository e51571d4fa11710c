import { decodeCursor, encodeCursor, problem, type Actor, type Reader } from '@sms111/api/platform';
import type { AnswerOf, InputOf, listUploadRows } from '@sms111/contracts';
import { Injectable } from '@nestjs/common';
import { UploadBlocks } from './upload-blocks';
import type { UploadRow } from './upload-row';

type Page = AnswerOf<typeof listUploadRows>;
type Query = InputOf<typeof listUploadRows>['query'];

const shapeOf = (row: UploadRow): Page['items'][number] => ({
  line: row.line,
  verdict: row.verdict,
  number: row.number,
  content: row.content,
  ref: row.ref,
  units: row.units ?? null,
  segments: row.segments ?? null,
  network: row.network ?? null,
  errors: [...row.errors],
  warnings: [...row.warnings],
});

/** The rows of an upload with their verdicts, in file order. */
@Injectable()
export class UploadRowViews {
  constructor(private readonly blocks: UploadBlocks) {}

  /** A page behind the cursor's line. Problem: `not-found`. */
  async page(reader: Reader, actor: Actor, uploadId: string, query: Query): Promise<Page> {
    const { verdict, code, limit, cursor } = query;
    const upload = await ownUpload(reader, actor, uploadId);
    const [after] = decodeCursor(cursor) ?? [];
    const found: UploadRow[] = [];
    const filter = { verdict, code, after: typeof after === 'number' ? after : 0 };
    for await (const rows of this.blocks.rows(reader, upload, filter)) {
      found.push(...rows);
      if (found.length > limit) break;
    }
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map(shapeOf),
      next: found.length > limit && last ? encodeCursor([last.line]) : null,
    };
  }
}

/** The key of an upload of the actor's own. Problem: `not-found`, also for another account's. */
export const ownUpload = async (
  reader: Reader,
  actor: Actor,
  uploadId: string,
): Promise<{ id: string; keyId: number; state: string; fileName: string; layout: 'A' | 'B' | null }> => {
  const [upload] = await reader.query<{
    id: string;
    keyId: number;
    state: string;
    fileName: string;
    layout: 'A' | 'B' | null;
  }>(
    `SELECT id, key_id AS "keyId", state, file_name AS "fileName", recognised->>'layout' AS layout
       FROM upload WHERE id = $1 AND account_id = $2`,
    [uploadId, actor.accountId],
  );
  if (!upload) throw problem('not-found');
  return upload;
};
