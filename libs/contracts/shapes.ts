import { z } from 'zod';

/** Instants travel as ISO 8601 in UTC. */
export const instant = z.iso.datetime();
/** An instant that a caller names, in UTC or with an offset: `2026-11-20T14:05:00+08:00`. */
export const givenInstant = z.iso.datetime({ offset: true });
/** Money travels as a decimal string of NT$. */
export const money = z.string().regex(/^-?\d+(\.\d{1,4})?$/);
export const uuid = z.uuid();
export const batchId = z.string().regex(/^b[0-9a-hjkmnp-tv-z]{11}$/);
export const messageId = z.string().regex(/^b[0-9a-hjkmnp-tv-z]{11}-[0-9a-z]{1,6}$/);

/** Words that people and programs give to things: one line, without controls and halves of characters. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u);

export const noContent = z.undefined();

/** A page of a list; `next` is an opaque cursor, `null` on the last page. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

export const cursorQuery = z.object({
  cursor: z
    .string()
    .max(200)
    .regex(/^[\w-]*$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** A finding about a text or a row: its code, and where the words stand (UTF-16 units). */
export const finding = z.object({
  code: z.string(),
  from: z.number().int().optional(),
  to: z.number().int().optional(),
  value: z.string().optional(),
  suggestion: z.string().optional(),
});

export const NETWORKS = ['CHT', 'TWM', 'FET'] as const;
export const network = z.enum(NETWORKS);

export const messageState = z.enum([
  'accepted',
  'submitting',
  'submitted',
  'delivered',
  'partly-delivered',
  'failed',
  'expired',
  'unknown',
  'unconfirmed',
  'cancelled',
]);
export const batchState = z.enum(['scheduled', 'dispatching', 'paused', 'completed', 'cancelled']);
export const channel = z.enum(['web', 'file', 'api', 'sftp']);

export const quotaShape = z.object({
  ordered: z.number().int(),
  remaining: z.number().int(),
  reserved: z.number().int(),
  charged: z.number().int(),
  lapsed: z.number().int(),
});
