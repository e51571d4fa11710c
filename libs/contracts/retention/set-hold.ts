import { z } from 'zod';
import { endpoint } from '../endpoint';
import { givenInstant, line, uuid } from '../shapes';
import { monthText } from './shapes';

/** Keeps an agency's records, a month's, or an agency's of a month, until somebody ends it or its day comes. */
export const setHold = endpoint({
  id: 'retention.set-hold',
  method: 'POST',
  path: '/web/retention/holds',
  permission: 'retention.manage',
  body: z
    .strictObject({
      agencyId: uuid.nullable(),
      month: monthText.nullable(),
      reason: line(300).min(4),
      until: givenInstant.nullable(),
    })
    .refine(({ agencyId, month }) => agencyId !== null || month !== null, { path: ['agencyId'] }),
  status: 201,
  response: z.object({ id: uuid }),
  problems: ['not-found', 'state-conflict'],
  summary: { zh: '設定保全', en: 'Set a legal hold' },
});
