import { z } from 'zod';
import { endpoint } from '../endpoint';
import { noContent } from '../shapes';
import { deedReason, linkId } from './shapes';

export const resumeLink = endpoint({
  id: 'carrier.resume-link',
  method: 'POST',
  path: '/web/carriers/links/:linkId/resume',
  permission: 'carrier.control',
  params: z.object({ linkId }),
  body: z.strictObject({ reason: deedReason }),
  status: 204,
  response: noContent,
  problems: ['not-found', 'state-conflict'],
  summary: { zh: '恢復線路', en: 'Resume a link' },
});
