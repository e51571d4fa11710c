import { z } from 'zod';
import { endpoint } from '../endpoint';
import { batchId } from '../shapes';
import { batchShape } from './shapes';

export const pauseBatch = endpoint({
  id: 'batch.pause',
  method: 'POST',
  path: '/web/batches/:batchId/pause',
  permission: 'batch.control',
  params: z.object({ batchId }),
  status: 200,
  response: batchShape,
  problems: ['not-found', 'state-conflict'],
  summary: { zh: '暫停發送', en: 'Pause' },
});
