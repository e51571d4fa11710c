import { z } from 'zod';
import { endpoint } from '../endpoint';
import { batchId, line } from '../shapes';
import { content, itemResult, lane, sendItem } from './shapes';

/** Sends up to 1,000 messages; good items are accepted, every item is answered in input order. */
export const postBatch = endpoint({
  id: 'system.post-batch',
  method: 'POST',
  path: '/api/v1/batches',
  permission: 'message.post',
  body: z.strictObject({
    name: line(100).optional(),
    content: content.optional().describe('共同內容 The text of every item that has none of its own.'),
    lane: lane.optional(),
    allOrNothing: z
      .boolean()
      .default(false)
      .describe('true：有任何項目被退回即整批不受理 Refuses all when an item is returned.'),
    items: z.array(sendItem).min(1).max(1000),
  }),
  status: 202,
  response: z.object({
    batchId: batchId.nullable(),
    accepted: z.number().int(),
    returned: z.number().int(),
    repeated: z.number().int(),
    segments: z.number().int(),
    items: z.array(itemResult),
  }),
  problems: [
    'batch-refused',
    'quota-short',
    'allocation-missing',
    'contract-closed',
    'agency-suspended',
    'lane-not-granted',
    'idempotency-key-reused',
    'idempotency-in-progress',
  ],
  summary: { zh: '批次發送簡訊', en: 'Send a batch of messages' },
});
