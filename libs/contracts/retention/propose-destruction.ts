import { z } from 'zod';
import { endpoint } from '../endpoint';
import { uuid } from '../shapes';
import { monthText } from './shapes';

/** The first of two persons: proposes that a month's records go. */
export const proposeDestruction = endpoint({
  id: 'retention.propose',
  method: 'POST',
  path: '/web/retention/months/:month/destruction',
  permission: 'retention.manage',
  params: z.object({ month: monthText }),
  status: 201,
  response: z.object({ id: uuid }),
  problems: ['not-found', 'month-not-due'],
  summary: { zh: '提出銷毀', en: 'Propose destruction' },
});
