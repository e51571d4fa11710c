import { z } from 'zod';
import { endpoint } from '../endpoint';
import { line, messageId } from '../shapes';
import { carrierIdOfPart, doubtFilter, failureReason, resolutionSaid, resolutionShape } from './shapes';

/**
 * What the carrier said of messages in doubt, entered by a person (ARC-11). A delivery, and more messages than the setting
 * says, wait for a second person; anything else takes effect at once.
 */
export const resolveMessages = endpoint({
  id: 'queue.resolve',
  method: 'POST',
  path: '/web/queue/resolutions',
  permission: 'queue.resolve',
  body: z.strictObject({
    /** Exactly one of the two. */
    messageId: messageId.optional(),
    filter: doubtFilter.strict().optional(),
    /** How many messages the person was shown: another number means that the list has changed. */
    messages: z.number().int().min(1),
    said: resolutionSaid,
    /** Needed when they failed, else not given. */
    why: failureReason.optional(),
    /** The ids by which the carrier's receipts will come: with `submitted` of one message. */
    carrierIds: z.array(carrierIdOfPart).max(10).optional(),
    note: line(200).min(2),
    /** The carrier's letter or ticket. */
    reference: line(80).min(2),
  }),
  status: 201,
  response: resolutionShape,
  problems: ['invalid-request', 'nothing-in-doubt', 'doubt-changed', 'doubt-too-large'],
  summary: { zh: '登錄電信業者的答復', en: 'Enter what the carrier said' },
});
