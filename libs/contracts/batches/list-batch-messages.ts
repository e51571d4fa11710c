import { z } from 'zod';
import { endpoint } from '../endpoint';
import { batchId, cursorQuery, listOf } from '../shapes';
import { messageLine } from '../messages/shapes';
import { stage } from './shapes';

/** The messages of one batch in their order, masked numbers. */
export const listBatchMessages = endpoint({
  id: 'batch.messages',
  method: 'GET',
  path: '/web/batches/:batchId/messages',
  permission: 'batch.view',
  params: z.object({ batchId }),
  query: cursorQuery.extend({ stage: stage.optional() }),
  status: 200,
  response: listOf(messageLine),
  problems: ['not-found'],
  summary: { zh: '批次內的簡訊', en: 'Messages of a batch' },
});
