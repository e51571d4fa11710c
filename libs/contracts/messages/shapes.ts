import { z } from 'zod';
import { batchId, channel, instant, messageId, messageState } from '../shapes';

/** One recipient's message in a list: the number masked, the text cut. */
export const messageLine = z.object({
  id: messageId,
  batchId,
  number: z.string(),
  /** First words; `null` where the reader may not see contents. */
  excerpt: z.string().nullable(),
  segments: z.number().int(),
  state: messageState,
  reason: z.string(),
  carrier: z.string(),
  channel,
  acceptedAt: instant,
  submittedAt: instant.nullable(),
  finalAt: instant.nullable(),
});

/** One step of a message's way (STA-1). */
export const messageStep = z.object({
  at: instant,
  kind: z.enum([
    'accepted',
    'routed',
    'submitted',
    'refused',
    'receipt',
    'final',
    'unconfirmed',
    'retry',
    'cancelled',
    'queried',
    'resolved',
  ]),
  part: z.number().int().nullable(),
  carrier: z.string().nullable(),
  link: z.string().nullable(),
  /** The carrier's own word or code. */
  carrierCode: z.string().nullable(),
  state: z.string().nullable(),
  reason: z.string().nullable(),
});

export const messageShape = messageLine.extend({
  batchName: z.string(),
  senderName: z.string(),
  clientRef: z.string().nullable(),
  content: z.string().nullable(),
  parts: z.array(
    z.object({
      part: z.number().int(),
      text: z.string().nullable(),
      state: z.string(),
      reason: z.string(),
      carrierMessageId: z.string().nullable(),
    }),
  ),
  /** How the carrier was found; `null` until the message was first handed over. */
  route: z
    .object({
      network: z.string(),
      donor: z.string().nullable(),
      method: z.enum(['override', 'ported', 'cache', 'prefix', 'default', 'rerouted']),
    })
    .nullable(),
  steps: z.array(messageStep),
});
