import { z } from 'zod';
import { endpoint } from '../endpoint';
import { batchId } from '../shapes';
import { batchShape } from './shapes';

export const showBatch = endpoint({
  id: 'batch.show',
  method: 'GET',
  path: '/web/batches/:batchId',
  permission: 'batch.view',
  params: z.object({ batchId }),
  status: 200,
  response: batchShape,
  problems: ['not-found'],
  summary: { zh: '批次進度', en: 'One batch, live' },
});
