import { z } from 'zod';
import { endpoint } from '../endpoint';
import { cursorQuery, line, listOf, uuid } from '../shapes';
import { suspensionShape } from './shapes';

/** All agencies by name, and what of each waits to be handed over. */
export const listAgencies = endpoint({
  id: 'agency.list',
  method: 'GET',
  path: '/web/agencies',
  permission: 'agency.view',
  query: cursorQuery.extend({
    /** Part of its name. */
    search: line(60).optional(),
    state: z.enum(['active', 'suspended']).optional(),
  }),
  status: 200,
  response: listOf(
    z.object({
      id: uuid,
      name: z.string(),
      units: z.number().int(),
      waitingMessages: z.number().int(),
      /** `null`: it may send. `by`: the person's name. */
      suspension: suspensionShape.extend({ by: z.string().nullable() }).nullable(),
    }),
  ),
  problems: [],
  summary: { zh: '機關清單', en: 'Agencies' },
});
