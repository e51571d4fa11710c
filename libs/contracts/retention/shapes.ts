import { z } from 'zod';
import { instant, uuid } from '../shapes';

/** `YYYYMM`. */
export const monthText = z.string().regex(/^20\d{2}(0[1-9]|1[0-2])$/);
/** What keeps a month's records from being destroyed. */
export const monthBlocker = z.enum(['not-over', 'unresolved', 'too-young', 'held', 'running', 'gone']);
export const monthState = z.enum(['kept', 'due', 'proposed', 'running', 'partly-destroyed', 'destroyed']);
export const destructionStep = z.enum([
  'proposed',
  'approved',
  'logged',
  'shredded',
  'cleared',
  'dropped',
  'done',
]);

export const retainedMonth = z.object({
  month: monthText,
  state: monthState,
  batches: z.number().int(),
  messages: z.number().int(),
  segments: z.number().int(),
  bytes: z.number().int(),
  unresolved: z.number().int(),
  lastFinalAt: instant.nullable(),
  /** From when on it may go; `null` until its last final state is known. */
  dueAt: instant.nullable(),
  /** When it was counted last. */
  surveyedAt: instant.nullable(),
  blockers: z.array(monthBlocker),
  /** Agencies whose records stay because of a legal hold. */
  held: z.array(z.string()),
  destruction: z
    .object({
      id: uuid,
      step: destructionStep,
      /** `null`: the clock, by policy. */
      proposedBy: z.string().nullable(),
      proposedAt: instant,
      /** Whether the reader proposed it: somebody else has to agree. */
      mine: z.boolean(),
      approvedBy: z.string().nullable(),
      /** Its last attempt failed; it is tried again. */
      stalled: z.boolean(),
    })
    .nullable(),
});

export const legalHold = z.object({
  id: uuid,
  agency: z.string().nullable(),
  month: monthText.nullable(),
  reason: z.string(),
  until: instant.nullable(),
  setBy: z.string(),
  setAt: instant,
  endedBy: z.string().nullable(),
  endedAt: instant.nullable(),
  endReason: z.string().nullable(),
  inForce: z.boolean(),
});

export const certificateLine = z.object({
  id: uuid,
  number: z.number().int(),
  month: monthText,
  whole: z.boolean(),
  messages: z.number().int(),
  keys: z.number().int(),
  keysDestroyedAt: instant,
  lastBackupExpiresAt: instant,
  issuedAt: instant,
  /** SHA-256 in hexadecimal digits. */
  hash: z.string(),
  /** Whether it, and its place in the row of certificates, are as they were issued. */
  valid: z.boolean(),
});

export const masterKeyLine = z.object({
  id: z.string().nullable(),
  current: z.boolean(),
  known: z.boolean(),
  firstUsedAt: instant.nullable(),
  retiredAt: instant.nullable(),
  keys: z.number().int(),
});
