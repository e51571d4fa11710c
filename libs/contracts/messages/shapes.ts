import { LANES } from '@sms111/domain';
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
    'rerouted',
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
  /** Of `rerouted`: the carrier that did not know the number; `carrier` is the one that it goes to instead. */
  from: z.string().nullable(),
  link: z.string().nullable(),
  /** The carrier's own word or code. */
  carrierCode: z.string().nullable(),
  state: z.string().nullable(),
  reason: z.string().nullable(),
});

export const messageShape = messageLine.extend({
  batchName: z.string(),
  senderName: z.string(),
  /** That of its batch. */
  lane: z.enum(LANES),
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
  /** How the carrier was found, frozen at the hand-over; `null` until then. */
  route: z
    .object({
      network: z.string(),
      donor: z.string().nullable(),
      /** `unrecorded`: its worker died with the answer; carrier and link are those of its claim. */
      method: z.enum(['override', 'ported', 'cache', 'prefix', 'default', 'rerouted', 'unrecorded']),
      /** Where it was last handed to, as far as that is known. */
      link: z.string().nullable(),
      /** The import of ported numbers that was in force; `madeAt` is `null` when that import is no longer kept. */
      snapshot: z.object({ id: z.number().int(), madeAt: instant.nullable() }).nullable(),
    })
    .nullable(),
  steps: z.array(messageStep),
});
