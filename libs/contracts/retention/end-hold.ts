import { z } from 'zod';
import { endpoint } from '../endpoint';
import { line, noContent, uuid } from '../shapes';

export const endHold = endpoint({
  id: 'retention.end-hold',
  method: 'POST',
  path: '/web/retention/holds/:holdId/end',
  permission: 'retention.manage',
  params: z.object({ holdId: uuid }),
  body: z.strictObject({ reason: line(300).min(4) }),
  status: 204,
  response: noContent,
  problems: ['not-found'],
  summary: { zh: '解除保全', en: 'End a legal hold' },
});
