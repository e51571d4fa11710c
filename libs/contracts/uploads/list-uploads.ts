import { z } from 'zod';
import { endpoint } from '../endpoint';
import { uploadShape } from './shapes';

/** My uploads that are not sent yet, newest first. */
export const listUploads = endpoint({
  id: 'upload.list',
  method: 'GET',
  path: '/web/uploads',
  permission: 'upload.create',
  status: 200,
  response: z.object({ items: z.array(uploadShape) }),
  problems: [],
  summary: { zh: '未發送的名單檔', en: 'Uploads not sent yet' },
});
