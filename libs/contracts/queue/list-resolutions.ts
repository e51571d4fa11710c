import { z } from 'zod';
import { endpoint } from '../endpoint';
import { cursorQuery, listOf } from '../shapes';
import { resolutionShape } from './shapes';

/** What persons said of messages in doubt, newest first. */
export const listResolutions = endpoint({
  id: 'queue.resolutions',
  method: 'GET',
  path: '/web/queue/resolutions',
  permission: 'queue.view',
  query: cursorQuery.extend({ waiting: z.enum(['true', 'false']).optional() }),
  status: 200,
  response: listOf(resolutionShape),
  problems: [],
  summary: { zh: '人工認定紀錄', en: 'Resolutions by persons' },
});
