import { z } from 'zod';
import { endpoint } from '../endpoint';
import { noContent, uuid } from '../shapes';

/** The second of two persons: from here on the records go, step by step. */
export const approveDestruction = endpoint({
  id: 'retention.approve',
  method: 'POST',
  path: '/web/retention/destructions/:destructionId/approve',
  permission: 'retention.manage',
  params: z.object({ destructionId: uuid }),
  status: 204,
  response: noContent,
  problems: ['not-found', 'second-person-needed', 'month-not-due', 'state-conflict'],
  summary: { zh: '核可銷毀', en: 'Approve destruction' },
});
