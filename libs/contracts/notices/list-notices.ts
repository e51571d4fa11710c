import { z } from 'zod';
import { endpoint } from '../endpoint';
import { cursorQuery, instant, uuid } from '../shapes';

export const noticeKind = z.enum([
  'batch-completed',
  'batch-failed',
  'batch-unconfirmed',
  'batch-cancelled',
  'dispatch-at-risk',
  'dispatch-missed',
  'messages-unconfirmed',
  'messages-held',
  'messages-failed',
  'queue-alarm',
  'resolution-proposed',
  'carrier-change-proposed',
  'api-key-created',
  'link-refused',
  'ported-import-stopped',
  'agency-suspended',
  'agency-resumed',
]);

/** In-app notices, newest first; the words are made from `kind` and `params` in the reader's language. */
export const listNotices = endpoint({
  id: 'notice.list',
  method: 'GET',
  path: '/web/notices',
  permission: 'notice.view',
  query: cursorQuery,
  status: 200,
  response: z.object({
    items: z.array(
      z.object({
        id: uuid,
        kind: noticeKind,
        params: z.record(z.string(), z.union([z.string(), z.number()])),
        at: instant,
        read: z.boolean(),
      }),
    ),
    next: z.string().nullable(),
    /** Counted to a thousand, no further. */
    unread: z.number().int(),
  }),
  problems: [],
  summary: { zh: '通知', en: 'Notices' },
});
