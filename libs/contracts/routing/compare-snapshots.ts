import { z } from 'zod';
import { endpoint } from '../endpoint';

const snapshotId = z.coerce.number().int().positive();

/** What differs between two snapshots: counts by network, and some of the numbers, masked. */
export const compareSnapshots = endpoint({
  id: 'routing.compare',
  method: 'GET',
  path: '/web/routing/snapshots/:snapshotId/compare',
  permission: 'routing.view',
  params: z.object({ snapshotId }),
  query: z.object({ with: snapshotId }),
  status: 200,
  response: z.object({
    from: z.number().int(),
    to: z.number().int(),
    blocksRead: z.number().int(),
    numbers: z.number().int(),
    /** A network, or `null` where the prefix decides. Most first. */
    moves: z.array(
      z.object({ from: z.string().nullable(), to: z.string().nullable(), numbers: z.number().int() }),
    ),
    /** The first of them, masked. */
    examples: z.array(
      z.object({ number: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
    ),
  }),
  problems: ['not-found'],
  summary: { zh: '比較號碼可攜資料版本', en: 'Compare two snapshots' },
});
