import { z } from 'zod';
import { endpoint } from '../endpoint';
import { noContent, uuid } from '../shapes';

/** Takes a proposal back, or stops an approved one before its keys are gone. */
export const withdrawDestruction = endpoint({
  id: 'retention.withdraw',
  method: 'POST',
  path: '/web/retention/destructions/:destructionId/withdraw',
  permission: 'retention.manage',
  params: z.object({ destructionId: uuid }),
  status: 204,
  response: noContent,
  problems: ['not-found', 'state-conflict'],
  summary: { zh: '撤回銷毀', en: 'Withdraw destruction' },
});
