import { z } from 'zod';
import { endpoint } from '../endpoint';
import { noContent, uuid } from '../shapes';
import { deedReason } from './shapes';

export const rejectChange = endpoint({
  id: 'carrier.reject-change',
  method: 'POST',
  path: '/web/carriers/changes/:changeId/reject',
  permission: 'carrier.configure',
  params: z.object({ changeId: uuid }),
  body: z.strictObject({ note: deedReason }),
  status: 204,
  response: noContent,
  problems: ['not-found', 'state-conflict', 'second-person-needed'],
  summary: { zh: '退回設定變更', en: 'Reject a change' },
});
