import { z } from 'zod';
import { endpoint } from '../endpoint';
import { line, messageId } from '../shapes';

/** Shows the whole number; the purpose is kept in the audit record (GSP-23, MSK-4). */
export const revealNumber = endpoint({
  id: 'message.reveal-number',
  method: 'POST',
  path: '/web/messages/:messageId/number',
  permission: 'record.read-content',
  params: z.object({ messageId }),
  body: z.strictObject({ purpose: line(200).min(2) }),
  status: 200,
  response: z.object({ number: z.string() }),
  problems: ['not-found'],
  summary: { zh: '顯示完整門號', en: 'Show the whole number' },
});
