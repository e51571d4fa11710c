import { z } from 'zod';
import { endpoint } from '../endpoint';
import { instant } from '../shapes';
import { carrierOnBoard, linkOnBoard, waitingChange } from './shapes';

/** The links as a board (system administrators), and what waits. */
export const listLinks = endpoint({
  id: 'carrier.links',
  method: 'GET',
  path: '/web/carriers/links',
  permission: 'carrier.view',
  status: 200,
  response: z.object({
    links: z.array(linkOnBoard),
    /** Every carrier, also one that has no link yet. */
    carriers: z.array(carrierOnBoard),
    /** Of links, of links to be, of carriers: what waits for a second person, the oldest first. */
    changes: z.array(waitingChange),
    queue: z.object({
      waitingMessages: z.number().int(),
      oldestWaitingAt: instant.nullable(),
      openClaims: z.number().int(),
      unconfirmed: z.number().int(),
      unmatchedReceipts: z.number().int(),
      /** Whether there are more: they are counted no further. */
      moreUnmatched: z.boolean(),
    }),
  }),
  problems: [],
  summary: { zh: '電信線路', en: 'Carrier links' },
});
