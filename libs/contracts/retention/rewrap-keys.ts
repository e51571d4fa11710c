import { z } from 'zod';
import { endpoint } from '../endpoint';

/** Puts data keys under the current master key; ask again while some are left. */
export const rewrapKeys = endpoint({
  id: 'retention.rewrap',
  method: 'POST',
  path: '/web/retention/master-keys/rewrap',
  permission: 'retention.manage',
  status: 200,
  response: z.object({ count: z.number().int(), left: z.number().int() }),
  problems: [],
  summary: { zh: '以目前主金鑰重新包裝', en: 'Re-wrap under the current master key' },
});
