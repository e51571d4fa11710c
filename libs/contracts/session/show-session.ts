import { endpoint } from '../endpoint';
import { sessionShape } from './shapes';

/** Who am I? Asking does not lengthen the session unless `touch` is true. */
export const showSession = endpoint({
  id: 'session.show',
  method: 'GET',
  path: '/web/session',
  permission: 'signed-in',
  status: 200,
  response: sessionShape,
  problems: ['not-signed-in'],
  summary: { zh: '目前登入者', en: 'Current session' },
});
