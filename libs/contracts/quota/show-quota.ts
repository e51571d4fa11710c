import { z } from 'zod';
import { endpoint } from '../endpoint';
import { instant, money, quotaShape } from '../shapes';

/** My account's allocation; with the right, the unit's balance too. */
export const showQuota = endpoint({
  id: 'quota.show',
  method: 'GET',
  path: '/web/quota',
  permission: 'quota.view',
  status: 200,
  response: z.object({
    own: quotaShape.nullable(),
    unit: quotaShape.nullable(),
    unitPrice: money,
    contract: z.object({ startsAt: instant, endsAt: instant, open: z.boolean() }),
  }),
  problems: [],
  summary: { zh: '發送額度', en: 'Quota' },
});
