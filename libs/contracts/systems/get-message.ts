import { z } from 'zod';
import { endpoint } from '../endpoint';
import { messageId } from '../shapes';
import { systemMessage } from './shapes';

export const getMessage = endpoint({
  id: 'system.get-message',
  method: 'GET',
  path: '/api/v1/messages/:messageId',
  permission: 'message.post',
  params: z.object({ messageId }),
  status: 200,
  response: systemMessage,
  problems: ['not-found'],
  summary: { zh: '查詢單筆簡訊', en: 'Get one message' },
});
