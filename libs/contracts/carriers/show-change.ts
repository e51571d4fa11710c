import { z } from 'zod';
import { endpoint } from '../endpoint';
import { uuid } from '../shapes';
import { linkChange } from './shapes';

/** A proposed change, whatever became of it; of a link that is not there yet too. */
export const showChange = endpoint({
  id: 'carrier.change',
  method: 'GET',
  path: '/web/carriers/changes/:changeId',
  permission: 'carrier.view',
  params: z.object({ changeId: uuid }),
  status: 200,
  response: linkChange,
  problems: ['not-found'],
  summary: { zh: '線路與業者的設定變更', en: 'A change of a link or a carrier' },
});
