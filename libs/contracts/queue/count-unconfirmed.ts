import { z } from 'zod';
import { endpoint } from '../endpoint';
import { doubtFilter } from './shapes';

/** What a resolution of all messages of a filter would take in: shown before anybody says a word on them. */
export const countUnconfirmed = endpoint({
  id: 'queue.unconfirmed-count',
  method: 'GET',
  path: '/web/queue/unconfirmed/count',
  permission: 'queue.view',
  query: doubtFilter,
  status: 200,
  response: z.object({
    messages: z.number().int(),
    segments: z.number().int(),
    /** More than one resolution may take in: the filter must be narrower. `messages` is then that most. */
    tooMany: z.boolean(),
  }),
  problems: ['invalid-request'],
  summary: { zh: '符合條件的待確認簡訊數量', en: 'How many messages in doubt a filter takes in' },
});
