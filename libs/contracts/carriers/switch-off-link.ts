import { z } from 'zod';
import { endpoint } from '../endpoint';
import { noContent } from '../shapes';
import { deedReason, linkId } from './shapes';

export const switchOffLink = endpoint({
  id: 'carrier.switch-off-link',
  method: 'POST',
  path: '/web/carriers/links/:linkId/switch-off',
  permission: 'carrier.control',
  params: z.object({ linkId }),
  body: z.strictObject({ reason: deedReason }),
  status: 204,
  response: noContent,
  problems: ['not-found', 'state-conflict'],
  summary: { zh: '停用線路', en: 'Switch a link off' },
});
