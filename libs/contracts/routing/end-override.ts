import { z } from 'zod';
import { endpoint } from '../endpoint';
import { uuid } from '../shapes';
import { numberOverride } from './shapes';

/** Ends an override: the number goes by the order again. */
export const endOverride = endpoint({
  id: 'routing.override-end',
  method: 'POST',
  path: '/web/routing/overrides/:overrideId/end',
  permission: 'routing.control',
  params: z.object({ overrideId: uuid }),
  status: 200,
  response: numberOverride,
  problems: ['not-found', 'state-conflict'],
  summary: { zh: '結束人工指定路由', en: 'End an override' },
});
