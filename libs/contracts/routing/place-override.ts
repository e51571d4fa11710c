import { z } from 'zod';
import { endpoint } from '../endpoint';
import { givenInstant, network } from '../shapes';
import { givenNumber, numberOverride, overrideReason } from './shapes';

/** Sets the carrier of one number by hand. */
export const placeOverride = endpoint({
  id: 'routing.override',
  method: 'POST',
  path: '/web/routing/overrides',
  permission: 'routing.control',
  body: z.strictObject({
    number: givenNumber,
    network,
    reason: overrideReason,
    /** `null`: until somebody ends it. */
    endsAt: givenInstant.nullable(),
  }),
  status: 201,
  response: numberOverride,
  problems: ['invalid-request', 'state-conflict'],
  summary: { zh: '新增人工指定路由', en: 'Set the carrier of a number' },
});
