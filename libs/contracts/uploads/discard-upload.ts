import { z } from 'zod';
import { endpoint } from '../endpoint';
import { noContent, uuid } from '../shapes';

export const discardUpload = endpoint({
  id: 'upload.discard',
  method: 'DELETE',
  path: '/web/uploads/:uploadId',
  permission: 'upload.create',
  params: z.object({ uploadId: uuid }),
  status: 204,
  response: noContent,
  problems: ['not-found', 'upload-already-sent'],
  summary: { zh: '刪除名單檔', en: 'Discard an upload' },
});
