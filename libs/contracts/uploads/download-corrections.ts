import { z } from 'zod';
import { endpoint } from '../endpoint';
import { noContent, uuid } from '../shapes';

/** The returned rows with their reasons, as csv (UTF-8 with BOM) that can be corrected and uploaded again. */
export const downloadCorrections = endpoint({
  id: 'upload.corrections',
  method: 'GET',
  path: '/web/uploads/:uploadId/corrections',
  permission: 'upload.create',
  params: z.object({ uploadId: uuid }),
  status: 200,
  response: noContent,
  problems: ['not-found', 'upload-not-ready'],
  summary: { zh: '下載退回明細', en: 'Download the returned rows' },
  download: true,
});
