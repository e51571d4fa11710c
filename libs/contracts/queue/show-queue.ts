import { LANES } from '@sms111/domain';
import { z } from 'zod';
import { endpoint } from '../endpoint';
import { instant } from '../shapes';
import { queuePolicyShape } from './shapes';

/** What waits, where, and for how long (STA-1): figures of the tallies, never of the messages. */
export const showQueue = endpoint({
  id: 'queue.show',
  method: 'GET',
  path: '/web/queue',
  permission: 'queue.view',
  status: 200,
  response: z.object({
    /** To be handed over. */
    waiting: z.object({ messages: z.number().int(), since: instant.nullable() }),
    /** The same by lane, in the order in which they are served; all of them. `paused`: of batches that their unit stopped. */
    lanes: z.array(
      z.object({
        lane: z.enum(LANES),
        messages: z.number().int(),
        segments: z.number().int(),
        paused: z.number().int(),
        since: instant.nullable(),
      }),
    ),
    /** Accepted, and something stands in their way: the sum of the list of what is held. */
    held: z.object({ messages: z.number().int(), since: instant.nullable() }),
    /** Handed over, without a receipt so far. */
    submitted: z.object({ messages: z.number().int(), since: instant.nullable() }),
    unconfirmed: z.object({ messages: z.number().int(), since: instant.nullable() }),
    claims: z.object({
      open: z.number().int(),
      messages: z.number().int(),
      oldestAt: instant.nullable(),
      /** Past their lease: their worker is gone. */
      overdue: z.number().int(),
    }),
    unmatched: z.array(
      z.object({
        carrier: z.string(),
        receipts: z.number().int(),
        /** More than are counted. */
        more: z.boolean(),
        oldestAt: instant.nullable(),
      }),
    ),
    proposals: z.number().int(),
    policy: queuePolicyShape,
  }),
  problems: [],
  summary: { zh: '佇列概況', en: 'The queue' },
});
