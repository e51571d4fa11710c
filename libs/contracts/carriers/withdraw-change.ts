import { z } from 'zod';
import { endpoint } from '../endpoint';
import { noContent, uuid } from '../shapes';

export const withdrawChange = endpoint({
  id: 'carrier.withdraw-change',
  method: 'POST',
  path: '/web/carriers/changes/:changeId/withdraw',
  permission: 'carrier.configure',
  params: z.object({ changeId: uuid }),
  status: 204,
  response: noContent,
  problems: ['not-found', 'state-conflict'],
  summary: { zh: '撤回設定變更', en: 'Withdraw a change' },
});
