import type { QueuePolicy } from '@sms111/api/messages';
import type { AnswerOf, setQueuePolicy } from '@sms111/contracts';

export type QueuePolicyShape = AnswerOf<typeof setQueuePolicy>;

/** People think of carriers in minutes. */
export const queuePolicyShape = ({ queryAfterSeconds, ...policy }: QueuePolicy): QueuePolicyShape => ({
  ...policy,
  queryAfterMinutes: Math.round(queryAfterSeconds / 60),
});
