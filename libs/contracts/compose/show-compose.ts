import { LANES } from '@sms111/domain';
import { z } from 'zod';
import { endpoint } from '../endpoint';
import { instant, money, quotaShape, uuid } from '../shapes';

/** What the compose form needs to know about the unit: its names (A9), price, quota, rules. */
export const showCompose = endpoint({
  id: 'compose.show',
  method: 'GET',
  path: '/web/compose',
  permission: 'batch.send',
  status: 200,
  response: z.object({
    signatures: z.array(z.object({ id: uuid, name: z.string(), isDefault: z.boolean() })),
    unitPrice: money,
    quota: quotaShape,
    contract: z.object({ startsAt: instant, endsAt: instant, open: z.boolean() }),
    goodRowsOnly: z.boolean(),
    /** Lanes that the account may name, in their order; named by nobody, a list goes by its size. */
    lanes: z.array(z.enum(LANES)),
    maxPasted: z.number().int(),
    maxFileBytes: z.number().int(),
  }),
  problems: ['allocation-missing'],
  summary: { zh: '發送所需資料', en: 'What composing needs' },
});
