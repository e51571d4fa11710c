import { z } from 'zod';
import { endpoint } from '../endpoint';
import { noContent, uuid } from '../shapes';

/** Marks notices as read; without ids, all of them. */
export const readNotices = endpoint({
  id: 'notice.read',
  method: 'POST',
  path: '/web/notices/read',
  permission: 'notice.view',
  body: z.strictObject({ ids: z.array(uuid).max(100).optional() }),
  status: 204,
  response: noContent,
  problems: [],
  summary: { zh: '標示為已讀', en: 'Mark notices as read' },
});
