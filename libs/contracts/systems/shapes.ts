import { z } from 'zod';
import { batchId, batchState, finding, instant, line, messageId, messageState } from '../shapes';

/** Client's own id of a message; unique per account as long as its record lives. */
export const clientRef = line(64).min(1);
/** `0912345678` or `+886912345678`. */
export const recipient = z.string().max(40);
export const content = z.string().max(2000);

export const sendItem = z.strictObject({
  clientRef: clientRef.optional(),
  to: recipient,
  content: content.optional(),
});

/** A finding with its words, in the language of `Accept-Language`: what is wrong and what to do. */
const said = finding.extend({ detail: z.string() });

/** The answer for one item, in the order of the input. */
export const itemResult = z.object({
  index: z.number().int(),
  clientRef: z.string().nullable(),
  messageId: messageId.nullable(),
  status: z.enum(['accepted', 'returned', 'repeated']),
  /** First reason of a return, e.g. `E_NOT_MOBILE`; `null` when accepted. */
  code: z.string().nullable(),
  errors: z.array(said),
  warnings: z.array(said),
  units: z.number().int().nullable(),
  segments: z.number().int().nullable(),
  /** The signature was put in front by the platform (A14). */
  signatureAdded: z.boolean(),
});

export const systemMessage = z.object({
  messageId,
  batchId,
  clientRef: z.string().nullable(),
  to: z.string(),
  state: messageState,
  reason: z.string(),
  /** The state in words. */
  stateText: z.string(),
  segments: z.number().int(),
  chargedSegments: z.number().int(),
  carrier: z.string(),
  acceptedAt: instant,
  submittedAt: instant.nullable(),
  finalAt: instant.nullable(),
});

export const systemBatch = z.object({
  batchId,
  name: z.string(),
  state: batchState,
  acceptedAt: instant,
  completedAt: instant.nullable(),
  messages: z.number().int(),
  segments: z.number().int(),
  delivered: z.number().int(),
  failed: z.number().int(),
  processing: z.number().int(),
  unconfirmed: z.number().int(),
});
