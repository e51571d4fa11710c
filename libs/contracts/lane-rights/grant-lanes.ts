import { z } from 'zod';
import { endpoint } from '../endpoint';
import { uuid } from '../shapes';
import { grantReason, laneRight, urgentLanes } from './shapes';

/** Sets which urgent lanes an account may name. `instead`: those that the person saw, so that two persons do not undo each other. */
export const grantLanes = endpoint({
  id: 'lane-right.grant',
  method: 'PUT',
  path: '/web/lane-rights/:accountId',
  permission: 'lane.grant',
  params: z.object({ accountId: uuid }),
  body: z.strictObject({ lanes: urgentLanes, instead: urgentLanes, reason: grantReason }),
  status: 200,
  response: laneRight,
  problems: ['not-found', 'state-conflict'],
  summary: { zh: '核給派送順序', en: 'Grant lanes' },
});
