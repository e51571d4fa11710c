import { z } from 'zod';
import { endpoint } from '../endpoint';
import { line, uuid } from '../shapes';
import { apiKeyShape } from './shapes';

/** Makes a key. Its text is in this answer and nowhere else. */
export const createApiKey = endpoint({
  id: 'api-account.create-key',
  method: 'POST',
  path: '/web/api-accounts/:accountId/keys',
  permission: 'api-key.manage',
  params: z.object({ accountId: uuid }),
  body: z.strictObject({ label: line(60).min(1) }),
  status: 201,
  response: z.object({ key: apiKeyShape, secret: z.string() }),
  problems: ['not-found', 'state-conflict'],
  summary: { zh: '建立 API 金鑰', en: 'Create an API key' },
});
