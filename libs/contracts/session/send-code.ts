import { z } from 'zod';
import { endpoint } from '../endpoint';
import { instant } from '../shapes';

/** Sends a one-time code by e-mail for the running challenge. */
export const sendCode = endpoint({
  id: 'session.send-code',
  method: 'POST',
  path: '/web/session/code',
  permission: 'public',
  body: z.strictObject({ method: z.literal('email') }),
  status: 200,
  response: z.object({ sentTo: z.string(), endsAt: instant, nextAfterSeconds: z.number().int() }),
  problems: ['code-expired', 'too-many-attempts'],
  summary: { zh: '寄送一次性驗證碼', en: 'Send a one-time code' },
});
