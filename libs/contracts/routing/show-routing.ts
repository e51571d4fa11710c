import { z } from 'zod';
import { endpoint } from '../endpoint';
import { portedSnapshot, unknownPolicy } from './shapes';

/** What numbers are routed by: the snapshot in force, the policy for numbers of nobody, the networks. */
export const showRouting = endpoint({
  id: 'routing.show',
  method: 'GET',
  path: '/web/routing',
  permission: 'routing.view',
  status: 200,
  response: z.object({
    snapshot: portedSnapshot.nullable(),
    policy: z.object({ onUnknown: unknownPolicy, defaultNetwork: z.string() }),
    networks: z.array(z.string()),
    prefixes: z.number().int(),
    overrides: z.number().int(),
    /** Answers of a query service that still hold. */
    answers: z.number().int(),
    /** Whether a query service is set up. */
    querying: z.boolean(),
  }),
  problems: [],
  summary: { zh: '號碼路由解析設定', en: 'What numbers are routed by' },
});
