import { z } from 'zod';
import { endpoint } from '../endpoint';
import { batchId } from '../shapes';
import { batchShape } from './shapes';

export const cancelBatch = endpoint({
  id: 'batch.cancel',
  method: 'POST',
  path: '/web/batches/:batchId/cancel',
  permission: 'batch.control',
  params: z.object({ batchId }),
  status: 200,
  response: batchShape,
  problems: ['not-found', 'state-conflict'],
  summary: { zh: '取消未送出的簡訊', en: 'Cancel what has not left' },
});
