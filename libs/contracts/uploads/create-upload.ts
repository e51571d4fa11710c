import { z } from 'zod';
import { endpoint } from '../endpoint';
import { uuid } from '../shapes';
import { uploadShape } from './shapes';

/** Takes a file of recipients and begins to check it; the page may be left and found again. */
export const createUpload = endpoint({
  id: 'upload.create',
  method: 'POST',
  path: '/web/uploads',
  permission: 'upload.create',
  multipart: true,
  body: z.strictObject({ signatureId: uuid }),
  status: 202,
  response: uploadShape,
  problems: ['signature-unknown', 'body-too-large', 'file-returned'],
  summary: { zh: '上傳名單檔', en: 'Upload a file of recipients' },
});
