import { z } from 'zod';
import { endpoint } from '../endpoint';
import { batchId } from '../shapes';
import { systemBatch } from './shapes';

export const getBatch = endpoint({
  id: 'system.get-batch',
  method: 'GET',
  path: '/api/v1/batches/:batchId',
  permission: 'message.post',
  params: z.object({ batchId }),
  status: 200,
  response: systemBatch,
  problems: ['not-found'],
  summary: { zh: '查詢批次', en: 'Get one batch' },
});
