import { LANES } from '@sms111/domain';
import { z } from 'zod';
import { endpoint } from '../endpoint';
import { batchId, line, uuid } from '../shapes';

/** Sends a checked file. Layout A takes the text; `goodRowsOnly` only where the policy allows it (A13). */
export const sendUpload = endpoint({
  id: 'upload.send',
  method: 'POST',
  path: '/web/uploads/:uploadId/send',
  permission: 'batch.send',
  params: z.object({ uploadId: uuid }),
  body: z.strictObject({
    name: line(100).optional(),
    content: z.string().min(1).max(2000).optional(),
    goodRowsOnly: z.boolean().default(false),
    /** A right of the account; absent: by the number of recipients. */
    lane: z.enum(LANES).optional(),
  }),
  status: 201,
  response: z.object({ batchId, messages: z.number().int(), segments: z.number().int() }),
  problems: [
    'upload-not-ready',
    'upload-held',
    'upload-already-sent',
    'partial-send-off',
    'state-conflict',
    'not-acceptable-content',
    'quota-short',
    'allocation-missing',
    'contract-closed',
    'agency-suspended',
    'lane-not-granted',
  ],
  summary: { zh: '發送名單檔', en: 'Send an upload' },
});
