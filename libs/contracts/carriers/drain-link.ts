import { z } from 'zod';
import { endpoint } from '../endpoint';
import { noContent } from '../shapes';
import { deedReason, linkId } from './shapes';

/** What is out is waited for, then the link is unbound and stays so. */
export const drainLink = endpoint({
  id: 'carrier.drain-link',
  method: 'POST',
  path: '/web/carriers/links/:linkId/drain',
  permission: 'carrier.control',
  params: z.object({ linkId }),
  body: z.strictObject({ reason: deedReason }),
  status: 204,
  response: noContent,
  problems: ['not-found', 'state-conflict'],
  summary: { zh: '排空線路', en: 'Drain a link' },
});
