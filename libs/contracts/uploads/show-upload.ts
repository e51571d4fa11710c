import { z } from 'zod';
import { endpoint } from '../endpoint';
import { uuid } from '../shapes';
import { uploadShape } from './shapes';

export const showUpload = endpoint({
  id: 'upload.show',
  method: 'GET',
  path: '/web/uploads/:uploadId',
  permission: 'upload.create',
  params: z.object({ uploadId: uuid }),
  status: 200,
  response: uploadShape,
  problems: ['not-found'],
  summary: { zh: '名單檔檢核結果', en: 'Verdict on an upload' },
});
