import { z } from 'zod';
import { endpoint } from '../endpoint';
import { instant } from '../shapes';

export const linkState = z.enum(['unbound', 'binding', 'bound', 'draining', 'off']);

/** The links as a board (system administrators), and what waits. */
export const listLinks = endpoint({
  id: 'carrier.links',
  method: 'GET',
  path: '/web/carriers/links',
  permission: 'carrier.view',
  status: 200,
  response: z.object({
    links: z.array(
      z.object({
        id: z.string(),
        carrier: z.string(),
        host: z.string(),
        port: z.number().int(),
        enabled: z.boolean(),
        state: linkState,
        worker: z.string().nullable(),
        window: z.number().int(),
        inWindow: z.number().int(),
        submittedPerSecond: z.number(),
        submitted: z.number().int(),
        refused: z.number().int(),
        unanswered: z.number().int(),
        seenAt: instant.nullable(),
      }),
    ),
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
