import { z } from 'zod';
import { endpoint } from '../endpoint';
import { line } from '../shapes';
import { challengeShape } from './shapes';

/** First factor. A right answer sets a short-lived challenge cookie; nobody is signed in yet. */
export const enterPassword = endpoint({
  id: 'session.enter-password',
  method: 'POST',
  path: '/web/session/password',
  permission: 'public',
  body: z.strictObject({ login: line(100).min(1), password: z.string().min(1).max(200) }),
  status: 200,
  response: challengeShape,
  problems: ['sign-in-failed', 'too-many-attempts'],
  summary: { zh: '輸入帳號與密碼', en: 'Enter account and password' },
});
