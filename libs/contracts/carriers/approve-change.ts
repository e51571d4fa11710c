import { z } from 'zod';
import { endpoint } from '../endpoint';
import { noContent, uuid } from '../shapes';

export const approveChange = endpoint({
  id: 'carrier.approve-change',
  method: 'POST',
  path: '/web/carriers/changes/:changeId/approve',
  permission: 'carrier.configure',
  params: z.object({ changeId: uuid }),
  status: 204,
  response: noContent,
  problems: ['not-found', 'state-conflict', 'second-person-needed'],
  summary: { zh: '核准設定變更', en: 'Approve a change' },
});
