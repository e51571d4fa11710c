import { z } from 'zod';
import { endpoint } from '../endpoint';
import { line, network } from '../shapes';
import { unknownPolicy } from './shapes';

const policy = { onUnknown: unknownPolicy, defaultNetwork: network };
/** Why the policy is changed: it stands in the audit trail. */
export const policyReason = line(200).min(2);

/** What becomes of a number of which nothing is known: the default network, or it waits. */
export const setRoutingPolicy = endpoint({
  id: 'routing.policy',
  method: 'PUT',
  path: '/web/routing/policy',
  permission: 'routing.control',
  body: z.strictObject({ ...policy, reason: policyReason }),
  status: 200,
  response: z.object(policy),
  problems: ['state-conflict'],
  summary: { zh: '查無業者時的處理', en: 'What becomes of unknown numbers' },
});
