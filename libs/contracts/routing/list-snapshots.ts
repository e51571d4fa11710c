import { endpoint } from '../endpoint';
import { cursorQuery, listOf } from '../shapes';
import { portedSnapshot } from './shapes';

/** Snapshots of ported numbers, newest first. */
export const listSnapshots = endpoint({
  id: 'routing.snapshots',
  method: 'GET',
  path: '/web/routing/snapshots',
  permission: 'routing.view',
  query: cursorQuery,
  status: 200,
  response: listOf(portedSnapshot),
  problems: [],
  summary: { zh: '號碼可攜資料版本', en: 'Snapshots of ported numbers' },
});
