import { LANES } from '@sms111/domain';
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

export const clockState = z.enum(['within', 'at-risk', 'missed', 'met', 'withdrawn']);
/** What keeps the rest of a batch: `paused` by its sender (the clock stands), `held` by the operator (it runs). */
export const paceKind = z.enum([
  'done',
  'measuring',
  'moving',
  'stalled',
  'links-down',
  'paused',
  'held',
  'suspended',
]);

/** The contract's clock of a batch (OPS-11, A5): when it is due, when it will be done at the measured rate. */
export const clockShape = z.object({
  state: clockState,
  /** Due with its sender's pauses added; moves on while its sender holds it. */
  dueAt: instant,
  /** Due by the contract's text alone. */
  deadlineAt: instant,
  /** Due if recipients were counted instead of segments: an internal goal. */
  goalAt: instant,
  pausedSeconds: z.number().int(),
  /** Left on the clock; negative when it is late. */
  leftSeconds: z.number().int(),
  pace: paceKind,
  /** Carriers whose part does not move. */
  standing: z.array(z.string()),
  /** The carrier that decides the end. */
  slowest: z.string().nullable(),
  segmentsPerSecond: z.number(),
  expectedHandOverAt: instant.nullable(),
});

export const batchShape = batchLine.extend({
  /** The common text; `null` when each recipient has its own or the reader may not see it. */
  content: z.string().nullable(),
  /** In which order it waits for the carriers. */
  lane: z.enum(LANES),
  unitPrice: money,
  /** Segments reserved, charged and released so far. */
  reserved: z.number().int(),
  charged: z.number().int(),
  released: z.number().int(),
  handedOverAt: instant.nullable(),
  clock: clockShape,
  byCarrier: z.array(z.object({ carrier: z.string(), stages: z.record(stage, tally), total: tally })),
  byReason: z.array(z.object({ state: messageState, reason: z.string(), messages: z.number().int() })),
  can: z.object({ pause: z.boolean(), resume: z.boolean(), cancel: z.boolean() }),
});
