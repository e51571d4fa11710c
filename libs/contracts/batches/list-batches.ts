import { endpoint } from '../endpoint';
import { batchState, cursorQuery, listOf } from '../shapes';
import { batchLine } from './shapes';

export const listBatches = endpoint({
  id: 'batch.list',
  method: 'GET',
  path: '/web/batches',
  permission: 'batch.view',
  query: cursorQuery.extend({ state: batchState.optional() }),
  status: 200,
  response: listOf(batchLine),
  problems: [],
  summary: { zh: '發送進度', en: 'Batches' },
});
