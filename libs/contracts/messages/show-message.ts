import { z } from 'zod';
import { endpoint } from '../endpoint';
import { messageId } from '../shapes';
import { messageShape } from './shapes';

export const showMessage = endpoint({
  id: 'message.show',
  method: 'GET',
  path: '/web/messages/:messageId',
  permission: 'record.search',
  params: z.object({ messageId }),
  status: 200,
  response: messageShape,
  problems: ['not-found'],
  summary: { zh: '一則簡訊的歷程', en: 'The way of one message' },
});
