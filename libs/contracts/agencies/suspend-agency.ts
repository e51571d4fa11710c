import { z } from 'zod';
import { endpoint } from '../endpoint';
import { noContent, uuid } from '../shapes';
import { agencyReason } from './shapes';

/** Nothing of the agency is accepted or handed over any more, at once; one person is enough. */
export const suspendAgency = endpoint({
  id: 'agency.suspend',
  method: 'POST',
  path: '/web/agencies/:agencyId/suspend',
  permission: 'agency.control',
  params: z.object({ agencyId: uuid }),
  body: z.strictObject({ reason: agencyReason }),
  status: 204,
  response: noContent,
  problems: ['not-found', 'state-conflict'],
  summary: { zh: '暫停機關使用', en: 'Suspend an agency' },
});
