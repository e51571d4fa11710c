import { z } from 'zod';
import { endpoint } from '../endpoint';
import { batchId, cursorQuery, instant, listOf } from '../shapes';

/** Why messages wait although they are due. */
export const heldCause = z.enum([
  'no-route',
  'carrier-paused',
  'no-link',
  'agency-suspended',
  'batch-paused',
]);

/** What is held, by batch, carrier and cause; the oldest batches first, a page a number of batches. */
export const listHeld = endpoint({
  id: 'queue.held',
  method: 'GET',
  path: '/web/queue/held',
  permission: 'queue.view',
  query: cursorQuery,
  status: 200,
  response: listOf(
    z.object({
      batchId,
      batchName: z.string(),
      agencyName: z.string(),
      /** Empty while the carrier is not decided. */
      carrier: z.string(),
      cause: heldCause,
      messages: z.number().int(),
      segments: z.number().int(),
      /** Reckoned from some of the recipients of a large batch. */
      estimated: z.boolean(),
      since: instant,
    }),
  ),
  problems: [],
  summary: { zh: '保留中的簡訊', en: 'Held messages' },
});
