import { z } from 'zod';
import { endpoint } from '../endpoint';
import { uuid } from '../shapes';
import { linkId } from './shapes';

/** A bind beside the session, or a message that is marked as a test and never sent from 111 (BIL-16). */
export const testLink = endpoint({
  id: 'carrier.test-link',
  method: 'POST',
  path: '/web/carriers/links/:linkId/tests',
  permission: 'carrier.control',
  params: z.object({ linkId }),
  body: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('bind') }),
    /** `0912345678` */
    z.strictObject({ kind: z.literal('message'), number: z.string().regex(/^09[0-8]\d{7}$/) }),
  ]),
  status: 201,
  response: z.object({ testId: uuid }),
  problems: ['not-found', 'state-conflict', 'test-sender-missing'],
  summary: { zh: '測試線路', en: 'Test a link' },
});
