import { z } from 'zod';
import { endpoint } from '../endpoint';
import { instant } from '../shapes';
import { carrierOnBoard, linkOnBoard } from './shapes';

/** The links as a board (system administrators), and what waits. */
export const listLinks = endpoint({
  id: 'carrier.links',
  method: 'GET',
  path: '/web/carriers/links',
  permission: 'carrier.view',
  status: 200,
  response: z.object({
    links: z.array(linkOnBoard),
    carriers: z.array(carrierOnBoard),
    queue: z.object({
      waitingMessages: z.number().int(),
      oldestWaitingAt: instant.nullable(),
      openClaims: z.number().int(),
      unconfirmed: z.number().int(),
      unmatchedReceipts: z.number().int(),
    }),
  }),
  problems: [],
  summary: { zh: '電信線路', en: 'Carrier links' },
});
