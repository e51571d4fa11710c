import { z } from 'zod';
import { endpoint } from '../endpoint';
import { uuid } from '../shapes';
import { resolutionShape } from './shapes';

/** The second person's word on a proposal; `withdraw` is its author's. */
export const decideResolution = endpoint({
  id: 'queue.decide',
  method: 'POST',
  path: '/web/queue/resolutions/:resolutionId/decision',
  permission: 'queue.resolve',
  params: z.object({ resolutionId: uuid }),
  body: z.strictObject({ decision: z.enum(['approve', 'reject', 'withdraw']) }),
  status: 200,
  response: resolutionShape,
  problems: ['not-found', 'state-conflict', 'second-person-needed'],
  summary: { zh: '覆核人工認定', en: 'Decide on a proposed resolution' },
});
