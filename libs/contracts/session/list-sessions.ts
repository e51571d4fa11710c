import { z } from 'zod';
import { endpoint } from '../endpoint';
import { instant, uuid } from '../shapes';

/** Where my account is signed in. */
export const listSessions = endpoint({
  id: 'session.list',
  method: 'GET',
  path: '/web/sessions',
  permission: 'signed-in',
  status: 200,
  response: z.object({
    items: z.array(
      z.object({
        id: uuid,
        current: z.boolean(),
        address: z.string(),
        userAgent: z.string(),
        startedAt: instant,
        lastSeenAt: instant,
      }),
    ),
  }),
  problems: [],
  summary: { zh: '我的登入狀態', en: 'My sessions' },
});
