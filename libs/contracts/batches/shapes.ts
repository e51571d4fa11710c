import { z } from 'zod';
import { batchId, batchState, channel, instant, messageState, money } from '../shapes';

/** A count of messages and of the segments that they hold. */
export const tally = z.object({ messages: z.number().int(), segments: z.number().int() });

/** The stages of the page; each is a filter of the list below it. */
export const STAGES = ['processing', 'handed', 'delivered', 'failed', 'unconfirmed', 'cancelled'] as const;
export const stage = z.enum(STAGES);

export const batchLine = z.object({
  id: batchId,
  name: z.string(),
  channel,
  state: batchState,
  senderName: z.string(),
  signature: z.string(),
  acceptedAt: instant,
  completedAt: instant.nullable(),
  total: tally,
  stages: z.record(stage, tally),
});

export const batchShape = batchLine.extend({
  /** The common text; `null` when each recipient has its own or the reader may not see it. */
  content: z.string().nullable(),
  unitPrice: money,
  /** Segments reserved, charged and released so far. */
  reserved: z.number().int(),
  charged: z.number().int(),
  released: z.number().int(),
  /** Contract deadline of the hand-over (OPS-11, A5). */
  deadlineAt: instant,
  handedOverAt: instant.nullable(),
  /** Messages a second over the last seconds; 0 when nothing moves. */
  ratePerSecond: z.number(),
  expectedHandOverAt: instant.nullable(),
  byCarrier: z.array(z.object({ carrier: z.string(), stages: z.record(stage, tally), total: tally })),
  byReason: z.array(z.object({ state: messageState, reason: z.string(), messages: z.number().int() })),
  can: z.object({ pause: z.boolean(), resume: z.boolean(), cancel: z.boolean() }),
});
