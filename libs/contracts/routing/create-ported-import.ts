import { z } from 'zod';
import { endpoint } from '../endpoint';
import { portedImport, portedKind } from './shapes';

/** Takes a csv of ported numbers; a worker reads it, and puts it in force when it has no fault. */
export const createPortedImport = endpoint({
  id: 'routing.import',
  method: 'POST',
  path: '/web/routing/imports',
  permission: 'routing.control',
  multipart: true,
  body: z.strictObject({ kind: portedKind }),
  status: 202,
  response: portedImport,
  problems: ['body-too-large'],
  summary: { zh: '匯入號碼可攜資料', en: 'Import ported numbers' },
});
