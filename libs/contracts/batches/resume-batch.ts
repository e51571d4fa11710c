import { z } from 'zod';
import { endpoint } from '../endpoint';
import { batchId } from '../shapes';
import { batchShape } from './shapes';

export const resumeBatch = endpoint({
  id: 'batch.resume',
  method: 'POST',
  path: '/web/batches/:batchId/resume',
  permission: 'batch.control',
  params: z.object({ batchId }),
  status: 200,
  response: batchShape,
  problems: ['not-found', 'state-conflict'],
  summary: { zh: '繼續發送', en: 'Resume' },
});
