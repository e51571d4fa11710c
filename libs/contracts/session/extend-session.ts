import { endpoint } from '../endpoint';
import { sessionShape } from './shapes';

/** The person pressed 「延長使用時間」. */
export const extendSession = endpoint({
  id: 'session.extend',
  method: 'POST',
  path: '/web/session/extend',
  permission: 'signed-in',
  status: 200,
  response: sessionShape,
  problems: ['not-signed-in'],
  summary: { zh: '延長使用時間', en: 'Extend the session' },
});
