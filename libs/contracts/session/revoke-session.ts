import { z } from 'zod';
import { endpoint } from '../endpoint';
import { noContent, uuid } from '../shapes';

export const revokeSession = endpoint({
  id: 'session.revoke',
  method: 'DELETE',
  path: '/web/sessions/:sessionId',
  permission: 'signed-in',
  params: z.object({ sessionId: uuid }),
  status: 204,
  response: noContent,
  problems: ['not-found'],
  summary: { zh: '登出其他裝置', en: 'Sign out another device' },
});
