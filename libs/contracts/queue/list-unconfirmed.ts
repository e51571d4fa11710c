import { endpoint } from '../endpoint';
import { cursorQuery, listOf } from '../shapes';
import { doubtFilter, doubtLine } from './shapes';

/** Messages in doubt, those that were accepted first before the others. */
export const listUnconfirmed = endpoint({
  id: 'queue.unconfirmed',
  method: 'GET',
  path: '/web/queue/unconfirmed',
  permission: 'queue.view',
  query: cursorQuery.extend(doubtFilter.shape),
  status: 200,
  response: listOf(doubtLine),
  problems: ['invalid-request'],
  summary: { zh: '結果待確認的簡訊', en: 'Messages in doubt' },
});
