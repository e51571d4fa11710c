import { z } from 'zod';
import { endpoint } from '../endpoint';
import { portedSnapshot } from './shapes';

/** Puts an earlier (or later) snapshot in force again. `instead`: the one that the person saw in force. */
export const rollBackSnapshot = endpoint({
  id: 'routing.roll-back',
  method: 'POST',
  path: '/web/routing/snapshots/:snapshotId/put-in-force',
  permission: 'routing.control',
  params: z.object({ snapshotId: z.coerce.number().int().positive() }),
  body: z.strictObject({ instead: z.number().int().nullable() }),
  status: 200,
  response: portedSnapshot,
  problems: ['not-found', 'state-conflict'],
  summary: { zh: '改用號碼可攜資料版本', en: 'Put a snapshot in force' },
});
