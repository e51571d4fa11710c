import { z } from 'zod';
import { endpoint } from '../endpoint';
import { uuid } from '../shapes';
import { portedImport } from './shapes';

/** Throws away an import that waited for a person; what is in force stays. */
export const discardPortedImport = endpoint({
  id: 'routing.import-discard',
  method: 'POST',
  path: '/web/routing/imports/:importId/discard',
  permission: 'routing.control',
  params: z.object({ importId: uuid }),
  status: 200,
  response: portedImport,
  problems: ['not-found', 'state-conflict'],
  summary: { zh: '捨棄匯入', en: 'Discard an import' },
});
