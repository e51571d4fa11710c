import { z } from 'zod';
import { clockState } from '../batches/shapes';
import { endpoint } from '../endpoint';
import { batchId, cursorQuery, instant } from '../shapes';

/** A month in Asia/Taipei: `2026-11`. */
export const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/);

/** A batch whose clock is or was in trouble. Nothing of what it says, not even its name. */
export const lateBatch = z.object({
  id: batchId,
  agencyName: z.string(),
  unitName: z.string(),
  state: clockState,
  /** Acceptance, or the set time: when its clock began. */
  acceptedAt: instant,
  /** Due with its sender's pauses added. */
  dueAt: instant,
  handedOverAt: instant.nullable(),
  segments: z.number().int(),
  allowedSeconds: z.number().int(),
  /** On the clock until the hand-over; `null` while something waits. */
  usedSeconds: z.number().nullable(),
  pausedSeconds: z.number().int(),
  /** Started half hours late, and the same with the sender's pauses counted. */
  points: z.number().int(),
  pointsWithPauses: z.number().int(),
});

/** Hand-over against the contract in one month (OPS-11), and the batches that missed or are about to. */
export const showServiceLevel = endpoint({
  id: 'service-level.show',
  method: 'GET',
  path: '/web/service-level',
  permission: 'service-level.view',
  query: cursorQuery.extend({ month: month.optional() }),
  status: 200,
  response: z.object({
    month,
    /** Months of which there is something, newest first. */
    months: z.array(month),
    totals: z.object({
      /** Handed over in time, too late or still running too late. What was cancelled in time counts nowhere. */
      met: z.number().int(),
      missed: z.number().int(),
      /** Under way and not late. */
      open: z.number().int(),
      atRisk: z.number().int(),
      withdrawn: z.number().int(),
      segments: z.number().int(),
      points: z.number().int(),
      /** The longest time on the clock of a batch that was handed over. */
      slowestSeconds: z.number().nullable(),
    }),
    items: z.array(lateBatch),
    next: z.string().nullable(),
  }),
  problems: [],
  summary: { zh: '服務水準', en: 'Service level of the hand-over' },
});
