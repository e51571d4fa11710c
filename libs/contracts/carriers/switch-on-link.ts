import { z } from 'zod';
import { endpoint } from '../endpoint';
import { noContent } from '../shapes';
import { deedReason, linkId } from './shapes';

export const switchOnLink = endpoint({
  id: 'carrier.switch-on-link',
  method: 'POST',
  path: '/web/carriers/links/:linkId/switch-on',
  permission: 'carrier.control',
  params: z.object({ linkId }),
  body: z.strictObject({ reason: deedReason }),
  status: 204,
  response: noContent,
  problems: ['not-found', 'state-conflict'],
  summary: { zh: '啟用線路', en: 'Switch a link on' },
});
