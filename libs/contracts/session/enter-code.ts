import { z } from 'zod';
import { endpoint } from '../endpoint';
import { secondFactorMethod, sessionShape } from './shapes';

/** Second factor. A right code opens the session. */
export const enterCode = endpoint({
  id: 'session.enter-code',
  method: 'POST',
  path: '/web/session/second-factor',
  permission: 'public',
  body: z.strictObject({
    method: secondFactorMethod,
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/),
  }),
  status: 201,
  response: sessionShape,
  problems: ['code-wrong', 'code-expired', 'too-many-attempts'],
  summary: { zh: '輸入驗證碼', en: 'Enter the second factor' },
});
