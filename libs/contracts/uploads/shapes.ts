import { z } from 'zod';
import { finding, instant, uuid } from '../shapes';

/** `checking`: being read; `returned`: held until corrected; `ready`: may be sent; `refused`: the file itself is wrong. */
export const uploadState = z.enum(['checking', 'refused', 'returned', 'ready', 'sent']);

export const uploadShape = z.object({
  id: uuid,
  fileName: z.string(),
  bytes: z.number().int(),
  state: uploadState,
  uploadedAt: instant,
  signatureId: uuid,
  /** What was recognised; `null` while it is read. */
  recognised: z
    .object({
      format: z.enum(['txt', 'csv', 'xls', 'xlsx']),
      encoding: z.string().nullable(),
      sheet: z.string().nullable(),
      delimiter: z.string().nullable(),
      /** A: numbers only. B: each row has its text. */
      layout: z.enum(['A', 'B']),
      columns: z.array(z.string()),
    })
    .nullable(),
  progress: z.object({ rows: z.number().int(), rowsPerSecond: z.number(), fraction: z.number().nullable() }),
  rows: z.object({
    total: z.number().int(),
    accepted: z.number().int(),
    returned: z.number().int(),
    skipped: z.number().int(),
  }),
  /** Segments of the accepted rows (layout B); `null` for layout A until there is a text. */
  segments: z.number().int().nullable(),
  reasons: z.array(z.object({ code: z.string(), rows: z.number().int() })),
  warnings: z.array(z.object({ code: z.string(), rows: z.number().int() })),
  networks: z.array(z.object({ network: z.string(), rows: z.number().int() })),
  /** Why the whole file was refused. */
  fileErrors: z.array(finding),
  batchId: z.string().nullable(),
  goodRowsOnly: z.boolean(),
});

/** A finding about one row, and the cell that it means. */
const rowFinding = finding.extend({ cell: z.enum(['mobile', 'content', 'ref', 'row']).optional() });

export const uploadRow = z.object({
  /** Line of the file, or row of the sheet, counted from 1. */
  line: z.number().int(),
  verdict: z.enum(['accept', 'reject', 'skip']),
  number: z.string(),
  content: z.string(),
  ref: z.string(),
  units: z.number().int().nullable(),
  segments: z.number().int().nullable(),
  network: z.string().nullable(),
  errors: z.array(rowFinding),
  warnings: z.array(rowFinding),
});
