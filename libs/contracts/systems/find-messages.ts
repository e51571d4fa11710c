import { z } from 'zod';
import { endpoint } from '../endpoint';
import { clientRef, systemMessage } from './shapes';

/** Finds by the caller's own id (at most one). */
export const findMessages = endpoint({
  id: 'system.find-messages',
  method: 'GET',
  path: '/api/v1/messages',
  permission: 'message.post',
  query: z.strictObject({ clientRef }),
  status: 200,
  response: z.object({ items: z.array(systemMessage) }),
  problems: [],
  summary: { zh: '以自訂序號查詢簡訊', en: 'Find messages by client reference' },
});
