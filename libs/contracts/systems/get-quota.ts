import { z } from 'zod';
import { endpoint } from '../endpoint';
import { instant, money, quotaShape } from '../shapes';

export const getQuota = endpoint({
  id: 'system.get-quota',
  method: 'GET',
  path: '/api/v1/quota',
  permission: 'message.post',
  status: 200,
  response: quotaShape.extend({
    unitPrice: money,
    contract: z.object({ startsAt: instant, endsAt: instant, open: z.boolean() }),
  }),
  problems: ['allocation-missing'],
  summary: { zh: '查詢額度', en: 'Get the quota' },
});
