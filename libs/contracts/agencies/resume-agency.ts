import { z } from 'zod';
import { endpoint } from '../endpoint';
import { noContent, uuid } from '../shapes';
import { agencyReason } from './shapes';

export const resumeAgency = endpoint({
  id: 'agency.resume',
  method: 'POST',
  path: '/web/agencies/:agencyId/resume',
  permission: 'agency.control',
  params: z.object({ agencyId: uuid }),
  body: z.strictObject({ reason: agencyReason }),
  status: 204,
  response: noContent,
  problems: ['not-found', 'state-conflict'],
  summary: { zh: '恢復機關使用', en: 'Let a suspended agency use the platform again' },
});
