import { z } from 'zod';
import { endpoint } from '../endpoint';
import { uuid } from '../shapes';
import { portedImport } from './shapes';

/** Puts an import in force that waited for a person. `instead`: the snapshot that the person saw in force. */
export const confirmPortedImport = endpoint({
  id: 'routing.import-confirm',
  method: 'POST',
  path: '/web/routing/imports/:importId/put-in-force',
  permission: 'routing.control',
  params: z.object({ importId: uuid }),
  body: z.strictObject({ instead: z.number().int().nullable() }),
  status: 200,
  response: portedImport,
  problems: ['not-found', 'state-conflict'],
  summary: { zh: '確認匯入並生效', en: 'Put an import in force' },
});
