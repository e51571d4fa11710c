import { z } from 'zod';
import { endpoint } from '../endpoint';
import { noContent, uuid } from '../shapes';

export const revokeApiKey = endpoint({
  id: 'api-account.revoke-key',
  method: 'DELETE',
  path: '/web/api-accounts/:accountId/keys/:keyId',
  permission: 'api-key.manage',
  params: z.object({ accountId: uuid, keyId: uuid }),
  status: 204,
  response: noContent,
  problems: ['not-found'],
  summary: { zh: '停用 API 金鑰', en: 'Revoke an API key' },
});
