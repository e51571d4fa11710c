import { z } from 'zod';
import { endpoint } from '../endpoint';
import { cursorQuery, listOf, uuid } from '../shapes';
import { uploadRow } from './shapes';

/** Rows with their verdicts, in file order; the numbers are shown whole to their uploader. */
export const listUploadRows = endpoint({
  id: 'upload.rows',
  method: 'GET',
  path: '/web/uploads/:uploadId/rows',
  permission: 'upload.create',
  params: z.object({ uploadId: uuid }),
  query: cursorQuery.extend({
    verdict: z.enum(['accept', 'reject', 'skip']).optional(),
    code: z
      .string()
      .regex(/^[EW]_[A-Z_]{1,40}$/)
      .optional(),
  }),
  status: 200,
  response: listOf(uploadRow),
  problems: ['not-found'],
  summary: { zh: '名單檔各列檢核結果', en: 'Rows of an upload' },
});
