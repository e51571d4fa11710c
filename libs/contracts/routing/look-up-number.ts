import { z } from 'zod';
import { endpoint } from '../endpoint';
import { instant } from '../shapes';
import { givenNumber, routeStep } from './shapes';

/** Where one number goes now, what each step of the order says, and the number's history. The number is not in the address. */
export const lookUpNumber = endpoint({
  id: 'routing.look-up',
  method: 'POST',
  path: '/web/routing/look-up',
  permission: 'routing.view',
  body: z.strictObject({ number: givenNumber }),
  status: 200,
  response: z.object({
    /** Masked. */
    number: z.string(),
    at: instant,
    /** `null`: nobody is to carry it; it waits. */
    route: z
      .object({
        network: z.string(),
        donor: z.string().nullable(),
        method: routeStep,
        networkCode: z.string().nullable(),
        snapshot: z.number().int().nullable(),
      })
      .nullable(),
    /** In the order in which they are asked; `says` is `null` where a step knows nothing of the number. */
    steps: z.array(
      z.object({
        step: routeStep,
        /** `decides`; `silent`: it knows nothing; `outranked`: an earlier one has decided. */
        role: z.enum(['decides', 'silent', 'outranked']),
        says: z
          .object({
            network: z.string(),
            donor: z.string().nullable(),
            networkCode: z.string().nullable(),
            since: instant.nullable(),
            until: instant.nullable(),
          })
          .nullable(),
        /** Why it says nothing. */
        because: z
          .enum(['no-override', 'no-snapshot', 'not-ported', 'given-back', 'no-answer', 'no-prefix', 'hold'])
          .nullable(),
      }),
    ),
    /** Changes of the number, newest first; `later`: its moment has not come. */
    history: z.array(
      z.object({
        effectiveAt: instant,
        donor: z.string(),
        /** `null`: given back to the holder of the block. */
        recipient: z.string().nullable(),
        networkCode: z.string().nullable(),
        snapshot: z.number().int(),
        later: z.boolean(),
      }),
    ),
  }),
  problems: ['invalid-request'],
  summary: { zh: '查詢門號路由', en: 'Look up the route of a number' },
});
