import { z } from 'zod';
import { endpoint } from '../endpoint';
import { network } from '../shapes';
import { unknownPolicy } from './shapes';

const policy = { onUnknown: unknownPolicy, defaultNetwork: network };

/** What becomes of a number of which nothing is known: the default network, or it waits. */
export const setRoutingPolicy = endpoint({
  id: 'routing.policy',
  method: 'PUT',
  path: '/web/routing/policy',
  permission: 'routing.control',
  body: z.strictObject(policy),
  status: 200,
  response: z.object(policy),
  problems: [],
  summary: { zh: '查無業者時的處理', en: 'What becomes of unknown numbers' },
});
