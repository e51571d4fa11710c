import { LANES } from '@sms111/domain';
import { z } from 'zod';
import { endpoint } from '../endpoint';
import { batchId, line, uuid } from '../shapes';

/** Sends one text to pasted numbers, at once. `sendKey` makes a second click answer the first. */
export const createBatch = endpoint({
  id: 'batch.create',
  method: 'POST',
  path: '/web/batches',
  permission: 'batch.send',
  body: z.strictObject({
    sendKey: z.uuid(),
    name: line(100).optional(),
    signatureId: uuid,
    content: z.string().min(1).max(2000),
    /** A right of the account; absent: by the number of recipients. */
    lane: z.enum(LANES).optional(),
    recipients: z.array(z.string().max(100)).min(1).max(10_000),
  }),
  status: 201,
  response: z.object({ batchId, messages: z.number().int(), segments: z.number().int() }),
  problems: [
    'not-acceptable-content',
    'recipients-returned',
    'signature-unknown',
    'quota-short',
    'allocation-missing',
    'contract-closed',
    'agency-suspended',
    'lane-not-granted',
    'idempotency-key-reused',
    'idempotency-in-progress',
  ],
  summary: { zh: '網頁發送', en: 'Send from the web form' },
});
