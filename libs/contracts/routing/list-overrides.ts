import { endpoint } from '../endpoint';
import { cursorQuery, listOf } from '../shapes';
import { numberOverride } from './shapes';

/** Numbers whose carrier was set by hand, newest first, those that ended too. */
export const listOverrides = endpoint({
  id: 'routing.overrides',
  method: 'GET',
  path: '/web/routing/overrides',
  permission: 'routing.view',
  query: cursorQuery,
  status: 200,
  response: listOf(numberOverride),
  problems: [],
  summary: { zh: '人工指定路由', en: 'Overrides' },
});
