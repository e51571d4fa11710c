import { FAILURES, RESOLUTIONS } from '@sms111/domain';
import { z } from 'zod';
import { batchId, givenInstant, instant, line, messageId, network, uuid } from '../shapes';

/** Which messages in doubt are meant: all that every named condition holds for. Instants are those of falling into doubt. */
export const doubtFilter = z.object({
  carrier: network.optional(),
  link: line(40).optional(),
  batch: batchId.optional(),
  from: givenInstant.optional(),
  to: givenInstant.optional(),
});

/** A message in doubt: it may have left, and no answer came. The number is masked. */
export const doubtLine = z.object({
  id: messageId,
  batchId,
  batchName: z.string(),
  agencyName: z.string(),
  number: z.string(),
  segments: z.number().int(),
  carrier: z.string(),
  /** The link that was asked; `null` where that is not known. */
  link: z.string().nullable(),
  since: instant,
  /** It stands in a proposal that waits for a second person. */
  proposed: z.boolean(),
});

export const resolutionSaid = z.enum(RESOLUTIONS);
export const resolutionState = z.enum(['proposed', 'applied', 'rejected', 'withdrawn']);

/** One id that the carrier gave to a part. */
export const carrierIdOfPart = z.object({ part: z.number().int().min(1).max(10), id: line(64).min(1) });

export const resolutionShape = z.object({
  id: uuid,
  said: resolutionSaid,
  /** Why it failed; `none` for the other outcomes. */
  why: z.string(),
  note: z.string(),
  reference: z.string(),
  /** What was asked for: one message, or a filter. */
  messageId: messageId.nullable(),
  filter: doubtFilter.nullable(),
  messages: z.number().int(),
  segments: z.number().int(),
  /** How many it moved; fewer than `messages` where an answer or a receipt came first. */
  applied: z.number().int(),
  state: resolutionState,
  proposedBy: z.string(),
  proposedAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  can: z.object({
    /** `false` with a proposal of one's own: two persons decide. */
    approve: z.boolean(),
    reject: z.boolean(),
    withdraw: z.boolean(),
  }),
});

export const failureReason = z.enum(FAILURES);

/** When a second person decides, when administrators are alarmed, how carriers are asked for receipts that stay away. */
export const queuePolicyShape = z.object({
  secondPersonAbove: z.number().int(),
  alarmUnconfirmed: z.number().int(),
  alarmHeld: z.number().int(),
  queryAfterMinutes: z.number().int(),
  queryMost: z.number().int(),
  queryPerSecond: z.number().int(),
});

/** What each setting may be; the database and a carrier's patience allow no more. */
export const QUEUE_POLICY_BOUNDS = {
  /** Messages. Not so many that one person could settle a whole batch alone. */
  secondPersonAbove: [0, 100],
  alarmUnconfirmed: [1, 100_000],
  alarmHeld: [1, 1_000_000],
  /** Up to two days: carriers forget later. */
  queryAfterMinutes: [5, 2_880],
  queryMost: [1, 20],
  queryPerSecond: [1, 50],
} as const satisfies Readonly<Record<keyof z.output<typeof queuePolicyShape>, readonly [number, number]>>;
