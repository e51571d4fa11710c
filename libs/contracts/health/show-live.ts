import { z } from 'zod';
import { endpoint } from '../endpoint';

export const showLive = endpoint({
  id: 'health.live',
  method: 'GET',
  path: '/health/live',
  permission: 'public',
  status: 200,
  response: z.object({ ok: z.boolean() }),
  problems: ['unavailable'],
  summary: { zh: '存活檢查', en: 'Liveness' },
});
