import { z } from 'zod';
import { endpoint } from '../endpoint';
import { noContent } from '../shapes';

/** Ends a master key that wraps nothing any more: it is refused from now on. */
export const retireMasterKey = endpoint({
  id: 'retention.retire-master-key',
  method: 'POST',
  path: '/web/retention/master-keys/:masterId/retire',
  permission: 'retention.manage',
  params: z.object({ masterId: z.string().regex(/^[0-9a-f]{16}$/) }),
  status: 204,
  response: noContent,
  problems: ['not-found', 'state-conflict'],
  summary: { zh: '停用主金鑰', en: 'Retire a master key' },
});
