import { z } from 'zod';
import { endpoint } from '../endpoint';

export const showReady = endpoint({
  id: 'health.ready',
  method: 'GET',
  path: '/health/ready',
  permission: 'public',
  status: 200,
  response: z.object({ ok: z.boolean() }),
  problems: ['unavailable'],
  summary: { zh: '就緒檢查', en: 'Readiness' },
});
