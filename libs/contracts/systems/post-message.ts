import { endpoint } from '../endpoint';
import { content, itemResult, lane, sendItem } from './shapes';

/** Sends one message. A repeat of the same `clientRef` or `Idempotency-Key` is answered, not sent. */
export const postMessage = endpoint({
  id: 'system.post-message',
  method: 'POST',
  path: '/api/v1/messages',
  permission: 'message.post',
  body: sendItem.extend({ content, lane: lane.optional() }),
  status: 202,
  response: itemResult.omit({ index: true }),
  problems: [
    'message-returned',
    'quota-short',
    'allocation-missing',
    'contract-closed',
    'agency-suspended',
    'lane-not-granted',
    'client-ref-taken',
    'idempotency-key-reused',
    'idempotency-in-progress',
  ],
  summary: { zh: '發送單筆簡訊', en: 'Send one message' },
});
