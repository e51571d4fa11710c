import { z } from 'zod';
import { endpoint } from '../endpoint';
import { line } from '../shapes';
import { QUEUE_POLICY_BOUNDS, queuePolicyShape } from './shapes';

const within = (name: keyof typeof QUEUE_POLICY_BOUNDS) => {
  const [least, most] = QUEUE_POLICY_BOUNDS[name];
  return z.number().int().min(least).max(most).optional();
};

/** Changes settings of the queue; what is absent stays. */
export const setQueuePolicy = endpoint({
  id: 'queue.set-policy',
  method: 'PATCH',
  path: '/web/queue/policy',
  permission: 'queue.configure',
  body: z
    .strictObject({
      secondPersonAbove: within('secondPersonAbove'),
      alarmUnconfirmed: within('alarmUnconfirmed'),
      alarmHeld: within('alarmHeld'),
      queryAfterMinutes: within('queryAfterMinutes'),
      queryMost: within('queryMost'),
      queryPerSecond: within('queryPerSecond'),
      reason: line(200).min(2),
    })
    .refine(({ reason: _, ...settings }) => Object.values(settings).some(value => value !== undefined)),
  status: 200,
  response: queuePolicyShape,
  problems: [],
  summary: { zh: '變更佇列設定', en: 'Change settings of the queue' },
});
