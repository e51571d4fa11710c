import { z } from 'zod';
import { endpoint } from '../endpoint';
import { apiAccountShape } from './shapes';

/** The unit's API accounts and their keys. */
export const listApiAccounts = endpoint({
  id: 'api-account.list',
  method: 'GET',
  path: '/web/api-accounts',
  permission: 'api-key.manage',
  status: 200,
  response: z.object({ items: z.array(apiAccountShape) }),
  problems: [],
  summary: { zh: 'API 帳號', en: 'API accounts' },
});
