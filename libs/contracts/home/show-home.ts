import { z } from 'zod';
import { batchLine } from '../batches/shapes';
import { endpoint } from '../endpoint';
import { instant, quotaShape } from '../shapes';

const outcome = z.object({
  accepted: z.number().int(),
  delivered: z.number().int(),
  failed: z.number().int(),
  processing: z.number().int(),
  unconfirmed: z.number().int(),
});

/** A day's figures, for a course over time. `day` is a date in Asia/Taipei. */
const dayFigure = z.object({
  day: z.iso.date(),
  messages: z.number().int(),
  segments: z.number().int(),
  delivered: z.number().int(),
  failed: z.number().int(),
});

/** The home page of whoever asks; the parts that the role has no use for are `null`. */
export const showHome = endpoint({
  id: 'home.show',
  method: 'GET',
  path: '/web/home',
  permission: 'home.view',
  status: 200,
  response: z.object({
    quota: quotaShape.nullable(),
    unitQuota: quotaShape.nullable(),
    today: outcome,
    month: outcome,
    days: z.array(dayFigure),
    running: z.array(batchLine),
    recent: z.array(batchLine),
    unsentUploads: z.number().int(),
    members: z
      .array(
        z.object({
          name: z.string(),
          role: z.string(),
          monthSegments: z.number().int(),
          lastSignInAt: instant.nullable(),
        }),
      )
      .nullable(),
    handOver: z
      .object({ batches: z.number().int(), onTime: z.number().int(), slowestSeconds: z.number().nullable() })
      .nullable(),
    agencies: z
      .array(
        z.object({
          name: z.string(),
          messages: z.number().int(),
          delivered: z.number().int(),
          failed: z.number().int(),
        }),
      )
      .nullable(),
  }),
  problems: [],
  summary: { zh: '首頁', en: 'Home' },
});
