import { z } from 'zod';
import { instant, line, uuid } from '../shapes';

/** How long a reason may be. */
export const OVERRIDE_REASON_LENGTH = 200;

export const portedKind = z.enum(['snapshot', 'changes']);
export const portedImportState = z.enum([
  'receiving',
  'waiting',
  'reading',
  'building',
  'confirming',
  'done',
  'refused',
  'failed',
  'discarded',
]);
export const portedFaultCode = z.enum([
  'header',
  'columns',
  'number',
  'donor',
  'recipient',
  'network-code',
  'effective-at',
  'conflict',
  'empty',
  'too-many-rows',
  'too-many-later',
  'too-many-codes',
  'line-length',
]);
export const routeStep = z.enum(['override', 'ported', 'cache', 'prefix', 'default']);

/** A snapshot of ported numbers; it is never changed. */
export const portedSnapshot = z.object({
  id: z.number().int(),
  kind: portedKind,
  /** The snapshot that the changes were made upon. */
  parentId: z.number().int().nullable(),
  fileName: z.string(),
  rows: z.number().int(),
  /** Numbers that are served by another network than the holder of their block. */
  ported: z.number().int(),
  /** Changes whose moment had not come when it was made. */
  pending: z.number().int(),
  madeAt: instant,
  madeBy: z.string().nullable(),
  inForce: z.boolean(),
});

export const portedImport = z.object({
  id: uuid,
  kind: portedKind,
  state: portedImportState,
  fileName: z.string(),
  bytes: z.number().int(),
  bytesRead: z.number().int(),
  rows: z.number().int(),
  faultCount: z.number().int(),
  snapshotId: z.number().int().nullable(),
  /** Of one that waits for a person: ported numbers in force, and after it. `inForce`: the snapshot, `null` where there is none. */
  comparison: z
    .object({ inForce: z.number().int().nullable(), before: z.number().int(), after: z.number().int() })
    .nullable(),
  startedBy: z.string().nullable(),
  receivedAt: instant,
  endedAt: instant.nullable(),
});

export const numberOverride = z.object({
  id: uuid,
  /** Masked. */
  number: z.string(),
  network: z.string(),
  reason: z.string(),
  placedAt: instant,
  placedBy: z.string().nullable(),
  endsAt: instant.nullable(),
  endedAt: instant.nullable(),
  endedBy: z.string().nullable(),
  active: z.boolean(),
});

export const overrideReason = line(OVERRIDE_REASON_LENGTH).min(1);
/** A mobile number as people write it; what it comes to is judged by the server. */
export const givenNumber = z.string().trim().min(1).max(30);

export const unknownPolicy = z.enum(['default', 'hold']);
