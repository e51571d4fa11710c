import { endpoint } from '../endpoint';
import { noContent } from '../shapes';

export const endSession = endpoint({
  id: 'session.end',
  method: 'DELETE',
  path: '/web/session',
  permission: 'signed-in',
  status: 204,
  response: noContent,
  problems: [],
  summary: { zh: '登出', en: 'Sign out' },
});
