import { endpoint } from '../endpoint';
import { cursorQuery, line, listOf } from '../shapes';
import { laneRight, urgentLane } from './shapes';

/** Accounts of all agencies that may send, with their lanes, the newest first. */
export const listLaneRights = endpoint({
  id: 'lane-right.list',
  method: 'GET',
  path: '/web/lane-rights',
  permission: 'lane.view',
  query: cursorQuery.extend({
    /** Part of a name of agency, unit or account, or of a login. */
    search: line(60).optional(),
    lane: urgentLane.optional(),
  }),
  status: 200,
  response: listOf(laneRight),
  problems: [],
  summary: { zh: '派送順序權限', en: 'Rights to lanes' },
});
