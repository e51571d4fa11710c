import { z } from 'zod';
import { endpoint } from '../endpoint';
import {
  carrierHabits,
  carrierOnBoard,
  linkChange,
  linkId,
  linkOnBoard,
  linkSettings,
  linkTest,
  stopShape,
} from './shapes';

/** One link: settings, figures, what is proposed, what was changed, how its carrier speaks. No secret. */
export const showLink = endpoint({
  id: 'carrier.link',
  method: 'GET',
  path: '/web/carriers/links/:linkId',
  permission: 'carrier.view',
  params: z.object({ linkId }),
  status: 200,
  response: z.object({
    link: linkOnBoard,
    carrier: carrierOnBoard,
    settings: linkSettings,
    drained: stopShape.nullable(),
    off: stopShape.nullable(),
    /** Other links of its carrier that messages can go out on now. */
    othersUsable: z.number().int(),
    habits: carrierHabits,
    /** Of this link and of its carrier, the newest first. */
    changes: z.array(linkChange),
    tests: z.array(linkTest),
  }),
  problems: ['not-found'],
  summary: { zh: '線路詳情', en: 'A link' },
});
